package io.nact.persistence.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * What waits for the writer, and what it has in hand. Each actor waits for one write at most, so that the queue is no longer
 * than there are persistent actors.
 */
final class WriteQueue {

    private final int maxEvents;

    private final long maxBytes;

    private final Queue<Write> waiting = new ArrayDeque<>();

    private List<Write> inHand = List.of();

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
     * Waits for something to write and takes as much as fits into one transaction; what was taken before is done with. Empty
     * when nothing waits and nothing will.
     */
    synchronized List<Write> take() throws InterruptedException {
        inHand = List.of();
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        inHand = batch();
        return inHand;
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

    synchronized int size() {
        return waiting.size();
    }

    /** Takes nothing more; what waits will still be taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
