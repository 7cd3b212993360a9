package io.nact.engine;

import java.time.Duration;

/** Holds as long as somebody comes back within ten seconds, and ends by itself. Any thread. */
final class Lease {

    private static final Duration TERM = Duration.ofSeconds(10);

    private final LocalSystem system;

    private final Runnable whenOver;

    private long until;

    private boolean running;

    /**
     * One that has not begun.
     *
     * @param whenOver run on the scheduler's thread when it is over; it may have been renewed just then
     */
    Lease(LocalSystem system, Runnable whenOver) {
        this.system = system;
        this.whenOver = whenOver;
    }

    /** It holds from now on. */
    synchronized void renew() {
        until = system.scheduler().nanoTime() + TERM.toNanos();
        if (!running) {
            running = true;
            system.scheduler().schedule(TERM, this::look);
        }
    }

    /** Whether it does not hold. */
    synchronized boolean isOver() {
        return !running;
    }

    private void look() {
        synchronized (this) {
            long left = until - system.scheduler().nanoTime();
            if (left > 0) {
                system.scheduler().schedule(Duration.ofNanos(left), this::look);
                return;
            }
            running = false;
        }
        whenOver.run();
    }
}
