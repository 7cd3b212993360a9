package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.testkit.LogCapture;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The thread that writes serves everybody, whatever happens to one of them. */
class WriterTests {

    private final Set<String> poison = ConcurrentHashMap.newKeySet();

    private final AtomicInteger failures = new AtomicInteger();

    private volatile Thread thread = Thread.currentThread();

    private final Writer writer = new Writer(
            new Attempts() {
                @Override
                public void commit(List<Write> writes) throws SQLException {
                    thread = Thread.currentThread();
                    for (Write write : writes) {
                        if (poison.contains(write.id().id())) {
                            failures.incrementAndGet();
                            throw new SQLException("secret", "08000");
                        }
                    }
                }

                @Override
                public List<Write> stored(List<Write> writes) {
                    return List.of();
                }

                @Override
                public boolean isFree(Write write) {
                    return true;
                }
            },
            JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMinutes(1)),
            new Announcements(),
            null);

    @AfterEach
    void close() {
        poison.clear();
        writer.close();
    }

    @Test
    void whatCannotBeWrittenKeepsNobodyWaitingAndIsWrittenWhenItCan() throws Exception {
        writer.start();
        poison.addAll(List.of("p", "q"));
        CompletableFuture<Void> first = write("p");
        CompletableFuture<Void> second = write("q");
        await().until(() -> failures.get() > 6);

        for (int i = 0; i < 20; i++) {
            write("good" + i).get(20, TimeUnit.SECONDS);
        }

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        assertThat(writer.isAvailable()).isTrue();
        poison.clear();
        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
    }

    @Test
    void anInterruptDoesNotEndIt() throws Exception {
        writer.start();
        write("a").get(20, TimeUnit.SECONDS);
        try (LogCapture log = LogCapture.of("io.nact.persistence.jdbc")) {
            await().until(() -> thread.getState() == Thread.State.WAITING);

            thread.interrupt();

            log.expect(Level.WARN, "goes on: close the storage to end it");
        }
        write("b").get(20, TimeUnit.SECONDS);
    }

    @Test
    void closingInterruptsNoCommit() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Writer brief = new Writer(
                new Attempts() {
                    @Override
                    public void commit(List<Write> writes) {
                        thread = Thread.currentThread();
                        interrupted.set(catchThrowable(hanging::await) != null);
                    }

                    @Override
                    public List<Write> stored(List<Write> writes) {
                        return List.of();
                    }

                    @Override
                    public boolean isFree(Write write) {
                        return true;
                    }
                },
                JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMillis(200)),
                new Announcements(),
                null);
        brief.start();
        CompletionStage<Void> answer = brief.write(event("a"));
        Thread test = Thread.currentThread();
        await().until(() -> thread != test);

        brief.close();

        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        hanging.countDown();
        await().until(() -> !thread.isAlive());
        assertThat(interrupted).isFalse();
    }

    private CompletableFuture<Void> write(String id) {
        return writer.write(event(id)).toCompletableFuture();
    }

    private static Write event(String id) {
        EncodedEvent event = EncodedEvent.of(new Payload("written", 1, "1"));
        return new EventWrite(new EventBatch(PersistenceId.of("a", id), "writer", 1, List.of(event)));
    }
}
