package io.nact.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes allocated on the heap by all threads: from JDK 21 on with those of virtual threads and of threads that have
 * ended; before that without the latter, so that an engine which ends threads seems to allocate less than it does.
 */
final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final @Nullable MethodHandle TOTAL = findTotal();

    private Allocations() {}

    private static @Nullable MethodHandle findTotal() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(ThreadMXBean.class, "getTotalThreadAllocatedBytes", MethodType.methodType(long.class));
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static long total() {
        if (TOTAL == null) {
            return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
                    .filter(bytes -> bytes > 0)
                    .sum();
        }
        try {
            return (long) TOTAL.invokeExact(THREADS);
        } catch (Throwable e) {
            throw new IllegalStateException("The JDK does not say what has been allocated", e);
        }
    }
}
