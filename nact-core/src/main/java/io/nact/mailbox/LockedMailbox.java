package io.nact.mailbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A line of at most so many envelopes under a lock, which refuses a further one. It serves where a queue of one reader
 * does not: a sender takes something out, or arrival is not the order.
 */
/*
 * The line and the right to run change together under the lock, so that going idle and sending cannot miss each other. Nor
 * can a signal, which is pushed before claim() and looked for after rest(): whichever of the two comes to the lock second
 * sees what the other's thread did before. The volatile fields are written under the lock and read by anybody.
 *
 * The lock is no monitor, since a virtual thread that waits in one keeps its carrier before JDK 24.
 */
class LockedMailbox implements Mailbox {

    final ReentrantLock lock = new ReentrantLock();

    private final int capacity;

    private final Line line;

    /** The number of the envelope queued last. */
    private volatile int newest;

    private volatile int depth;

    private volatile boolean idle = true;

    private volatile boolean closed;

    LockedMailbox(int capacity, Line line) {
        this.capacity = capacity;
        this.line = line;
    }

    @Override
    public Offer offer(Envelope envelope) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (isFull()) {
                return Offer.FULL;
            }
            int number = Envelope.numberAfter(newest);
            envelope.number = number;
            line.add(envelope);
            newest = number;
            depth++;
            return claim() ? Offer.WAKE : Offer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: whether an open mailbox holds as many as it may. Its owner has the right to run then. */
    final boolean isFull() {
        return depth >= capacity;
    }

    @Override
    public final boolean claim() {
        lock.lock();
        try {
            boolean claimed = idle;
            idle = false;
            return claimed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final boolean isIdle() {
        return idle;
    }

    @Override
    public final int depth() {
        return depth;
    }

    @Override
    public final int newest() {
        return newest;
    }

    @Override
    public final int oldest() {
        lock.lock();
        try {
            return depth == 0 ? newest : line.oldest(newest);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public @Nullable Envelope poll() {
        lock.lock();
        try {
            Envelope next = line.poll();
            if (next != null) {
                depth--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** How many have been taken out or dropped, wrapping around. */
    final int taken() {
        lock.lock();
        try {
            return newest - depth;
        } finally {
            lock.unlock();
        }
    }

    /** What is in the first so many envelopes. */
    final List<Object> first(int most) {
        lock.lock();
        try {
            List<Object> found = new ArrayList<>();
            line.peek(envelope -> {
                found.add(envelope.message());
                return found.size() < most;
            });
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final boolean rest() {
        lock.lock();
        try {
            idle = depth == 0 && !closed;
            return depth == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final boolean closeIfEmpty() {
        lock.lock();
        try {
            boolean closes = depth == 0 && !closed;
            if (closes) {
                close();
            }
            return closes;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Envelope> close() {
        lock.lock();
        try {
            closed = true;
            idle = false;
            List<Envelope> waiting = new ArrayList<>(depth);
            for (Envelope next = line.poll(); next != null; next = line.poll()) {
                waiting.add(next);
            }
            depth = 0;
            // The distance from the newest one is an order even when the numbers have wrapped around.
            waiting.sort(Comparator.comparingInt(envelope -> envelope.number - newest));
            return waiting;
        } finally {
            lock.unlock();
        }
    }
}
