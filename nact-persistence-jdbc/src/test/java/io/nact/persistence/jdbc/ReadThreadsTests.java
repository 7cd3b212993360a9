package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadThreadsTests {

    private final CountDownLatch hanging = new CountDownLatch(1);

    private final AtomicBoolean interrupted = new AtomicBoolean();

    private volatile @Nullable Thread reader;

    @Test
    void closingAnswersWhatWaitsAndWhatHangsAndInterruptsNobody() {
        ReadThreads threads = new ReadThreads(1, Duration.ofMillis(100));
        CompletableFuture<Boolean> hangs = hang(threads);
        CompletableFuture<Integer> waits = threads.run("Waiting", () -> 2).toCompletableFuture();
        await().until(() -> reader != null);

        threads.close();

        assertThat(failureOf(hangs))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessage("Hanging did not end before the storage was closed");
        assertThat(failureOf(waits)).isInstanceOf(JournalUnavailableException.class);
        hanging.countDown();
        await().until(() -> reader != null && !reader.isAlive());
        assertThat(interrupted).isFalse();
    }

    @Test
    void closingWaitsForWhatIsAboutToEnd() {
        ReadThreads threads = new ReadThreads(1, Duration.ofSeconds(30));
        CompletableFuture<Boolean> hangs = hang(threads);
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS).execute(hanging::countDown);

        threads.close();

        assertThat(hangs).isCompletedWithValue(true);
    }

    @Test
    void whoComesLateIsToldSo() {
        ReadThreads threads = new ReadThreads(1);
        threads.close();

        assertThat(failureOf(threads.run("Reading", () -> 1).toCompletableFuture()))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessage("Reading was not done: the storage is closed");
    }

    private CompletableFuture<Boolean> hang(ReadThreads threads) {
        return threads.run("Hanging", () -> {
                    reader = Thread.currentThread();
                    interrupted.set(catchThrowable(hanging::await) != null);
                    return true;
                })
                .toCompletableFuture();
    }

    private static @Nullable Throwable failureOf(CompletableFuture<?> result) {
        Throwable thrown = catchThrowable(() -> result.get(20, TimeUnit.SECONDS));
        return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    }
}
