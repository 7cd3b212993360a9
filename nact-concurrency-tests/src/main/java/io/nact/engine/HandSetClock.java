package io.nact.engine;

import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A clock that stands still until it is told that everything it owes is due. */
final class HandSetClock implements Scheduler {

    private final Queue<Runnable> owed = new ConcurrentLinkedQueue<>();

    private volatile long now = 1;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        // An object of its own, so that it can be told from others of the same task.
        Runnable entry = task::run;
        owed.add(entry);
        return () -> owed.remove(entry);
    }

    /** Lets the time pass, but runs nothing. */
    void advance(Duration by) {
        now += by.toNanos();
    }

    /** How many timers run. */
    int running() {
        return owed.size();
    }

    /** Runs all that is owed now, as the clock's own thread would. */
    void fire() {
        for (int left = owed.size(); left > 0; left--) {
            Runnable next = owed.poll();
            if (next != null) {
                next.run();
            }
        }
    }

    @Override
    public void close() {
        owed.clear();
    }
}
