package io.nact.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The heap of this JVM. */
final class Heap {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int MOST_COLLECTIONS = 20;

    private static final long NOISE = 100_000;

    private Heap() {}

    /** How much is in use once the garbage is gone and nobody makes new: two collections in a row find about the same. */
    static long settled() {
        long before = Long.MAX_VALUE;
        for (int i = 0; i < MOST_COLLECTIONS; i++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (Math.abs(before - used) < NOISE) {
                return used;
            }
            before = used;
            LockSupport.parkNanos(PAUSE);
        }
        throw new IllegalStateException("The heap has not settled within %d collections".formatted(MOST_COLLECTIONS));
    }
}
