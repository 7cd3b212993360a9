package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a turn until the test lets it go on. */
final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);

    private final CountDownLatch open = new CountDownLatch(1);

    /** In the turn: says that it is here, and waits. */
    void pass() {
        reached.countDown();
        await(open, "The test never opened the gate");
    }

    /** In the test: waits until a turn stands at the gate. */
    void awaitReached() {
        await(reached, "No turn came to the gate");
    }

    boolean isReached() {
        return reached.getCount() == 0;
    }

    void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch, String otherwise) {
        try {
            assertThat(latch.await(15, TimeUnit.SECONDS)).as(otherwise).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
