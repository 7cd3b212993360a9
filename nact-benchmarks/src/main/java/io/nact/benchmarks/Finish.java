package io.nact.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a run, which its actors announce and the thread outside waits for. */
public final class Finish {

    private static final long PATIENCE_MINUTES = 10;

    private final CountDownLatch announcements;

    public Finish(int announcements) {
        this.announcements = new CountDownLatch(announcements);
    }

    /** One of the announcements. What was done before it is seen by whoever waited. Any thread. */
    public void announce() {
        announcements.countDown();
    }

    /** Waits for all of them. */
    public void await() throws InterruptedException {
        if (!announcements.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    "The run has not come to its end within %d minutes: %d announcements are missing"
                            .formatted(PATIENCE_MINUTES, announcements.getCount()));
        }
    }

    /** @throws IllegalStateException if they differ */
    public static void check(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException("%s: %d were due, not %d".formatted(what, expected, actual));
        }
    }
}
