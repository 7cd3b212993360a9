package io.nact.benchmarks.journal;

import java.time.Duration;

/** How long each way is measured. */
final class Stopwatch {

    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final long begin = System.nanoTime();

    boolean isRunning() {
        return System.nanoTime() - begin < LENGTH.toNanos();
    }

    double perSecond(long events) {
        return events * 1e9 / (System.nanoTime() - begin);
    }
}
