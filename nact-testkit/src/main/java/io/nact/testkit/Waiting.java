package io.nact.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How a test waits until something has arrived: while threads go on, or by taking the steps of a simulation. */
interface Waiting {

    /** Waits until it is so, at most for that time; answers whether it is. */
    boolean until(BooleanSupplier done, Duration atMost);

    /** Something has arrived: those who wait look again. */
    void arrived();

    /** On threads, in the time of the machine. */
    final class OnThreads implements Waiting {

        @Override
        public synchronized boolean until(BooleanSupplier done, Duration atMost) {
            long deadline = System.nanoTime() + atMost.toNanos();
            try {
                while (!done.getAsBoolean()) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    // Rounded up: zero would mean for ever.
                    wait(left / 1_000_000 + 1);
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting", e);
            }
        }

        @Override
        public synchronized void arrived() {
            notifyAll();
        }
    }
}
