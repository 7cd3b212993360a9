package io.nact.persistence.memory;

import io.nact.persistence.journal.JournalUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether the storage is open, and the thread on which consumers of replays run; it goes when it has nothing to do. */
final class Readers {

    private static final int SECONDS_IDLE = 1;

    private final ExecutorService thread;

    private volatile boolean closed;

    Readers() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Readers::daemon);
        pool.allowCoreThreadTimeOut(true);
        thread = pool;
    }

    /** Does it at once, on the caller's thread. */
    <T> CompletionStage<T> get(Supplier<T> action) {
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        try {
            return CompletableFuture.completedFuture(action.get());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Does it at once, on the caller's thread. */
    CompletionStage<Void> now(Runnable action) {
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        try {
            action.run();
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Does it on the thread. */
    CompletionStage<Void> later(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    action.run();
                    done.complete(null);
                } catch (Throwable failure) {
                    done.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            done.completeExceptionally(closed());
        }
        return done;
    }

    /** For what is done by whoever asks for it. */
    void requireOpen() {
        if (closed) {
            throw closed();
        }
    }

    void close() {
        closed = true;
        thread.shutdown();
    }

    private static JournalUnavailableException closed() {
        return new JournalUnavailableException("The storage in memory is closed");
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "nact-memory-reader");
        thread.setDaemon(true);
        return thread;
    }
}
