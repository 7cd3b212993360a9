package io.nact.benchmarks.harness;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up so far.
 *
 * @param wall nanoseconds since any moment
 * @param cpu nanoseconds on processors, of all threads, those of the compiler and the collector among them; the JDK counts
 *     them by hundredths of a second
 * @param bytes allocated on the heap, see {@link Allocations}
 * @param switches times that a thread went to sleep, see {@link Switches}; negative if unknown
 */
record Usage(long wall, long cpu, long bytes, long switches) {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Usage now() {
        return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), Allocations.total(), Switches.total());
    }

    /** The fields that are cheap to read. */
    static Usage time() {
        return new Usage(System.nanoTime(), SYSTEM.getProcessCpuTime(), 0, 0);
    }

    Usage since(Usage before) {
        return new Usage(wall - before.wall, cpu - before.cpu, bytes - before.bytes, switches - before.switches);
    }

    /** Whether that is so much CPU, or so many times as much of the clock: a program that waits uses little CPU. */
    boolean reaches(long nanos, int patience) {
        return cpu >= nanos || wall >= patience * nanos;
    }
}
