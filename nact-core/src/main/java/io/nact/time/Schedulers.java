package io.nact.time;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Factory of schedulers. */
public final class Schedulers {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Schedulers() {}

    /**
     * A scheduler on the machine's clock, with one thread of this name. The thread is no daemon and starts at once: a
     * JVM with an open scheduler does not exit by itself.
     */
    public static Scheduler systemTime(String threadName) {
        return new SystemTime(threadName);
    }

    private static final class SystemTime implements Scheduler {

        private final ScheduledThreadPoolExecutor executor;

        SystemTime(String threadName) {
            executor = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, threadName);
                thread.setDaemon(false);
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
            Duration bounded = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
            if (executor.isShutdown()) {
                return () -> {};
            }
            ScheduledFuture<?> future = executor.schedule(task, bounded.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
