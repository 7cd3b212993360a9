package io.nact.engine;

import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Lets a bounded part of the same log entries through, and says how many were left out. Any thread. */
final class RateLimit {

    private static final int PER_INTERVAL = 10;

    private static final long INTERVAL_NANOS = 10_000_000_000L;

    private final Scheduler clock;

    private final String what;

    private final AtomicLong intervalStart;

    private final AtomicInteger inInterval = new AtomicInteger();

    /** For entries of a kind, as their plural says. */
    RateLimit(Scheduler clock, String what) {
        this.clock = clock;
        this.what = what;
        this.intervalStart = new AtomicLong(clock.nanoTime());
    }

    /** Whether one more may be logged now. */
    boolean permits(Logger log) {
        long now = clock.nanoTime();
        long start = intervalStart.get();
        if (now - start > INTERVAL_NANOS && intervalStart.compareAndSet(start, now)) {
            sumUp(log);
        }
        int entry = inInterval.incrementAndGet();
        if (entry == PER_INTERVAL + 1) {
            // Perhaps nothing more comes that would tell of those that are left out now.
            clock.schedule(Duration.ofNanos(INTERVAL_NANOS), () -> sumUp(log));
        }
        return entry <= PER_INTERVAL;
    }

    private void sumUp(Logger log) {
        int quiet = inInterval.getAndSet(0) - PER_INTERVAL;
        if (quiet > 0) {
            log.warn("{} more {} were not logged", quiet, what);
        }
    }
}
