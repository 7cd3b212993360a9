package io.nact.persistence.jdbc;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether it is worth while to try: after some writes in a row that nobody could settle, the next ones fail at once for a
 * while, and then one failure is enough to begin that anew.
 *
 * <p>Told by the writer's thread and by the one that looks after it, asked by everybody; the two numbers need not agree, for
 * nothing is stored or lost by them.
 */
final class Breaker {

    private static final int FAILURES = 5;

    private static final long OPEN_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTime;

    private volatile int failures;

    private volatile long openSince;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.openSince = nanoTime.getAsLong();
    }

    void succeeded() {
        if (failures != 0) {
            failures = 0;
        }
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            openSince = nanoTime.getAsLong();
        }
    }

    /** Whether the last attempt was one that nobody could settle. */
    boolean isInDoubt() {
        return failures != 0;
    }

    boolean isOpen() {
        return failures >= FAILURES && nanoTime.getAsLong() - openSince < OPEN_NANOS;
    }
}
