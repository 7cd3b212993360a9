package io.nact.time;

import java.time.Duration;

/** A clock and what it owes: the source of time of one actor system. */
public interface Scheduler extends AutoCloseable {

    /** A monotonic reading in nanoseconds; only differences mean anything. */
    long nanoTime();

    /**
     * Runs the task once, not before the delay has passed, on the scheduler's own thread: the task must be short and
     * must not block. The machine's clock is late by about a millisecond, and runs what is due within the same
     * millisecond in the order in which it was scheduled. A delay beyond 146 years is cut to that; a negative one counts
     * as none. After {@link #close()} the task is dropped.
     */
    Timer schedule(Duration delay, Runnable task);

    /** As {@link #schedule}, not before {@link #nanoTime()} has got to the time, which is at most 146 years away. */
    default Timer scheduleAt(long time, Runnable task) {
        return schedule(Duration.ofNanos(time - nanoTime()), task);
    }

    /** Drops what is still due and ends the scheduler's thread. */
    @Override
    void close();

    /** Something due, which can be called off. */
    @FunctionalInterface
    interface Timer {

        /** Calls it off, and lets go of the task; without effect once it has run. */
        void cancel();
    }
}
