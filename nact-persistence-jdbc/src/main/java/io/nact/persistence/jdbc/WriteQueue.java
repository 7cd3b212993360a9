package io.nact.persistence.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What waits for the writer, and what it has in hand. Each actor waits for one write at most; beside those, only writes that
 * were given up stand in the queue, until the writer comes to them.
 */
final class WriteQueue {

    private final int maxEvents;

    private final long maxBytes;

    private final Queue<Write> waiting = new ArrayDeque<>();

    private final List<Write> inHand = new ArrayList<>();

    private boolean closed;

    WriteQueue(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** False if it is closed. */
    synchronized boolean offer(Write write) {
        if (closed) {
            return false;
        }
        waiting.add(write);
        notifyAll();
        return true;
    }

    /**
     * Waits for something to write and takes as much as fits into one transaction. What was taken before stays in hand until it
     * is answered. If some of it is not, this waits for no longer than so many milliseconds, and may come back with nothing; as
     * it does when nothing waits and nothing will.
     */
    synchronized List<Write> take(long millis) throws InterruptedException {
        inHand.removeIf(Write::isAnswered);
        if (!inHand.isEmpty() && waiting.isEmpty()) {
            wait(millis);
        }
        while (inHand.isEmpty() && waiting.isEmpty() && !closed) {
            wait();
        }
        List<Write> batch = batch();
        inHand.addAll(batch);
        return batch;
    }

    private List<Write> batch() {
        List<Write> batch = new ArrayList<>(Math.min(waiting.size(), maxEvents));
        int events = 0;
        long bytes = 0;
        for (Write next = waiting.peek(); next != null; next = waiting.peek()) {
            events += next.events();
            bytes += next.size();
            if (!batch.isEmpty() && (events > maxEvents || bytes > maxBytes)) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    /** Everything that is not answered, as far as one knows. */
    synchronized List<Write> unanswered() {
        List<Write> all = new ArrayList<>(inHand);
        all.addAll(waiting);
        all.removeIf(Write::isAnswered);
        return all;
    }

    /** How many the writer has not come to. */
    synchronized int size() {
        return waiting.size();
    }

    /** Whether it is closed, and everybody has an answer. */
    synchronized boolean isDone() {
        return closed && unanswered().isEmpty();
    }

    /** Takes nothing more; what waits will still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
