package io.nact.persistence.jdbc;

import io.nact.persistence.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes: whatever waits becomes one commit, and while that runs the next batch gathers. It never waits
 * for more to come.
 *
 * <p>A second thread looks at the clock, for the first may hang in a driver: whoever has waited for the time-out is told so,
 * whatever the writer does.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private static final int LOOKS_PER_TIMEOUT = 10;

    private final WriteQueue queue;

    private final Listening listening;

    private final Settlement settlement;

    private final Announcements announcements;

    private final Breaker breaker = new Breaker(System::nanoTime);

    private final Duration timeout;

    private final Thread thread;

    private final ScheduledExecutorService clock;

    Writer(
            Attempts attempts,
            JdbcStorageOptions options,
            Announcements announcements,
            @Nullable JournalListener listener) {
        this.announcements = announcements;
        this.listening = new Listening(listener);
        this.queue = new WriteQueue(options.maxBatchEvents(), options.maxBatchBytes());
        this.timeout = options.writeTimeout();
        this.settlement = new Settlement(attempts, breaker, timeout);
        this.thread = Threads.daemon("nact-journal-writer").newThread(this::run);
        this.clock = Executors.newSingleThreadScheduledExecutor(Threads.daemon("nact-journal-clock"));
    }

    void start() {
        thread.start();
        long look = Math.max(10, timeout.toMillis() / LOOKS_PER_TIMEOUT);
        clock.scheduleWithFixedDelay(this::giveUpWhatIsLate, look, look, TimeUnit.MILLISECONDS);
    }

    CompletionStage<Void> write(Write write) {
        if (breaker.isOpen()) {
            return refused(write, "the database has not answered for a while, and is given a rest");
        }
        if (!queue.offer(write)) {
            return refused(write, "the storage is closed");
        }
        listening.until(write);
        return write.answer();
    }

    boolean isAvailable() {
        return !breaker.isOpen();
    }

    /** Whether the last writes that were answered were so without anybody knowing what has become of them. */
    boolean isInDoubt() {
        return breaker.isInDoubt();
    }

    int queued() {
        return queue.size();
    }

    /** Whatever is thrown, the thread goes on until all is done: without it every persistent actor would stand still. */
    private void run() {
        while (!queue.isDone()) {
            try {
                settle(queue.take(Settlement.ASIDE_MILLIS));
            } catch (InterruptedException byNobodyWhoMay) {
                LOG.warn("Somebody has interrupted the writer, which goes on: close the storage to end it");
            } catch (RuntimeException | Error failure) {
                LOG.error("The writer goes on after {}", failure.getClass().getName());
            }
        }
    }

    private void settle(List<Write> batch) throws InterruptedException {
        try {
            if (!batch.isEmpty()) {
                listening.batch(batch);
            }
            settlement.settle(batch);
            announcements.tell();
        } catch (RuntimeException | Error failure) {
            LOG.error(
                    "Writing {} batches failed with {}",
                    batch.size(),
                    failure.getClass().getName());
            batch.forEach(write ->
                    giveUp(write, "the writer failed with " + failure.getClass().getName()));
        }
    }

    /** Whatever is thrown, the clock looks again: it would not after an exception. */
    private void giveUpWhatIsLate() {
        try {
            for (Write write : queue.unanswered()) {
                if (write.age() > timeout.toNanos()) {
                    giveUp(write, "the database did not answer within " + timeout);
                }
            }
        } catch (RuntimeException | Error failure) {
            LOG.error(
                    "The clock of the writer goes on after {}",
                    failure.getClass().getName());
        }
    }

    private void giveUp(Write write, String reason) {
        if (write.unknown(reason)) {
            breaker.failed();
        }
    }

    private CompletionStage<Void> refused(Write write, String reason) {
        listening.refused();
        return CompletableFuture.failedFuture(
                new JournalUnavailableException("%s was not written: %s".formatted(write.what(), reason)));
    }

    /**
     * Finishes what waits, as long as the time-out allows, and answers the rest, after which the thread ends by itself. It is
     * not interrupted: an H2 file does not outlive that of somebody who reads or writes it.
     */
    @Override
    public void close() {
        queue.close();
        try {
            thread.join(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clock.shutdown();
        queue.unanswered().forEach(write -> giveUp(write, "the storage was closed before the database answered"));
    }
}
