package io.nact.persistence.projection;

import java.util.concurrent.TimeUnit;

/** Wakes a projection that rests: for new events, or because somebody wants something of it. */
final class Bell {

    private boolean events;

    private boolean called;

    synchronized void ring() {
        events = true;
        notifyAll();
    }

    synchronized void call() {
        called = true;
        notifyAll();
    }

    /**
     * Waits until it is called, or, if so wanted, until there are new events. What came before counts, once.
     *
     * @return whether it was woken
     */
    synchronized boolean await(long millis, boolean forEvents) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!called && !(forEvents && events)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        called = false;
        events = false;
        return true;
    }
}
