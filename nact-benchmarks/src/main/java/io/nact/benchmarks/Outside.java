package io.nact.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads outside the engine that do the same at the same time. They are kept between runs, and end when there are no more. */
public final class Outside {

    private static final long KEPT_SECONDS = 5;

    private final int count;

    private final ThreadPoolExecutor threads;

    public Outside(int count) {
        this.count = count;
        this.threads = new ThreadPoolExecutor(
                count, count, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "outside");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** What one of them does. */
    @FunctionalInterface
    public interface Work {

        /** As the thread with this number, from zero on. */
        void doAs(int thread) throws Exception;
    }

    /** Has all of them do it, and waits until all have. */
    public void run(Work work) throws InterruptedException, ExecutionException {
        List<Callable<Void>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int thread = i;
            tasks.add(() -> {
                work.doAs(thread);
                return null;
            });
        }
        for (Future<Void> task : threads.invokeAll(tasks)) {
            task.get();
        }
    }
}
