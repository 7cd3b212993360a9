package io.nact.time;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of schedulers. */
public final class Schedulers {

    private static final Logger log = LoggerFactory.getLogger(Schedulers.class);

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Schedulers() {}

    /** A scheduler on the machine's clock, with one thread of this name that keeps the JVM alive until it is closed. */
    public static Scheduler systemTime(String threadName) {
        return new SystemTime(threadName, false);
    }

    /** A scheduler on the machine's clock, with one daemon thread of this name: the JVM may exit without closing it. */
    public static Scheduler daemonSystemTime(String threadName) {
        return new SystemTime(threadName, true);
    }

    private static final class SystemTime implements Scheduler {

        private final ScheduledThreadPoolExecutor executor;

        SystemTime(String threadName, boolean daemon) {
            executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, threadName);
                thread.setDaemon(daemon);
                return thread;
            });
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            executor.prestartCoreThread();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            try {
                ScheduledFuture<?> future = executor.schedule(() -> run(task), nanos(delay), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            } catch (RejectedExecutionException closed) {
                return () -> {};
            }
        }

        private static void run(Runnable task) {
            try {
                task.run();
            } catch (Throwable failure) {
                log.error("A task that was due failed", failure);
            }
        }

        private static long nanos(Duration delay) {
            if (delay.isNegative()) {
                return 0;
            }
            return delay.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : delay.toNanos();
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
