package io.nact.persistence.jdbc;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** The threads on which everything but the writing of events and states is done: they may block, as actors' may not. */
final class ReadThreads implements AutoCloseable {

    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);

    private final ExecutorService threads;

    private final Duration timeToClose;

    /** What the jobs are that wait and that run. */
    private final Map<CompletableFuture<?>, String> open = new ConcurrentHashMap<>();

    ReadThreads(int count) {
        this(count, TIME_TO_CLOSE);
    }

    ReadThreads(int count, Duration timeToClose) {
        this.threads = Executors.newFixedThreadPool(count, Threads.daemon("nact-journal-reader"));
        this.timeToClose = timeToClose;
    }

    /** Something that reads, or removes what nobody needs. */
    @FunctionalInterface
    interface Job<T> {

        T run() throws SQLException;
    }

    /**
     * Does it when a thread is free.
     *
     * @param what the job, as the message of a failure names it
     */
    <T> CompletionStage<T> run(String what, Job<T> job) {
        CompletableFuture<T> result = new CompletableFuture<>();
        open.put(result, what);
        result.whenComplete((value, failure) -> open.remove(result));
        try {
            threads.execute(() -> complete(result, what, job));
        } catch (RejectedExecutionException closed) {
            fail(result, "%s was not done: the storage is closed".formatted(what));
        }
        return result.minimalCompletionStage();
    }

    /** Something of which one only wants to know that it is done. */
    @FunctionalInterface
    interface Deed {

        void run() throws SQLException;
    }

    /** Does it when a thread is free. */
    CompletionStage<Void> perform(String what, Deed deed) {
        return run(what, () -> {
                    deed.run();
                    return true;
                })
                .thenAccept(done -> {});
    }

    private static <T> void complete(CompletableFuture<T> result, String what, Job<T> job) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(job.run());
        } catch (SQLException thrown) {
            result.completeExceptionally(failure(what, thrown));
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    private static PersistenceException failure(String what, SQLException thrown) {
        SqlFailure failure = SqlFailure.of(thrown);
        String message = "%s failed: %s".formatted(what, failure);
        SQLException cause = failure.withoutData(thrown);
        return failure.kind() == SqlFailure.Kind.UNKNOWN
                ? new JournalUnavailableException(message, cause)
                : new PersistRejectedException(message, cause);
    }

    private static void fail(CompletableFuture<?> result, String message) {
        result.completeExceptionally(new JournalUnavailableException(message));
    }

    /**
     * Lets them end for some seconds, and answers what is then still open. Nobody is interrupted, for that would close an H2 file
     * under everybody else who uses it: the threads end with the jobs that they have.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(timeToClose.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach((result, what) -> fail(result, what + " did not end before the storage was closed"));
    }
}
