package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.testkit.LogCapture;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Who listens is told what became of each write, and of how many events a transaction is. */
class JournalListenerTests {

    private final JdbcDataSource h2 = new JdbcDataSource();

    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private final List<WriteOutcome> outcomes = new CopyOnWriteArrayList<>();

    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    private final JournalListener listener = new JournalListener() {
        @Override
        public void written(WriteOutcome outcome, long nanos) {
            assertThat(nanos).isBetween(0L, TimeUnit.MINUTES.toNanos(5));
            outcomes.add(outcome);
        }

        @Override
        public void batch(int events) {
            batches.add(events);
        }
    };

    @BeforeEach
    void createTables() throws SQLException {
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        JdbcSchema.create(h2);
    }

    private JdbcStorage open(JournalListener told) {
        JdbcStorageOptions options = JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMillis(500));
        return JdbcStorage.open(gated(), options, told);
    }

    @Test
    void tellsWhatBecameOfEachWrite() throws Exception {
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE nact_event ADD CONSTRAINT few CHECK (sequence_nr < 3)");
        }
        JdbcStorage storage = open(listener);
        append(storage, "a", "one", 1, 2).join();
        fails(append(storage, "a", "other", 2, 1));
        fails(append(storage, "a", "one", 3, 1));
        storage.close();
        fails(append(storage, "b", "one", 1, 1));

        await().untilAsserted(() -> assertThat(outcomes)
                .containsExactly(
                        WriteOutcome.STORED, WriteOutcome.CONFLICT, WriteOutcome.REJECTED, WriteOutcome.UNAVAILABLE));
    }

    @Test
    void tellsHowManyEventsATransactionStores() {
        try (JdbcStorage storage = open(listener)) {
            gate = new CompletableFuture<>();
            CompletableFuture<Void> first = append(storage, "a", "one", 1, 2);
            await().until(() -> batches.size() == 1);
            CompletableFuture<Void> second = append(storage, "b", "one", 1, 3);
            CompletableFuture<Void> third = append(storage, "c", "one", 1, 4);
            gate.complete(null);
            CompletableFuture.allOf(first, second, third).join();

            assertThat(batches).containsExactly(2, 7);
        }
    }

    @Test
    void aWriteThatNobodyCouldSettleLeavesTheStorageInDoubtUntilOneIs() {
        try (JdbcStorage storage = open(listener)) {
            assertThat(storage.isInDoubt()).isFalse();
            gate = new CompletableFuture<>();
            fails(append(storage, "a", "one", 1, 1));
            await().until(storage::isInDoubt);
            assertThat(storage.isAvailable()).isTrue();

            gate.complete(null);
            append(storage, "b", "one", 1, 1).join();
            await().until(() -> !storage.isInDoubt());
        }
    }

    @Test
    void aListenerThatThrowsHarmsNoWrite() {
        JournalListener broken = new JournalListener() {
            @Override
            public void written(WriteOutcome outcome, long nanos) {
                throw new IllegalStateException("written");
            }

            @Override
            public void batch(int events) {
                throw new IllegalStateException("batch");
            }
        };
        try (LogCapture log = LogCapture.of("io.nact.persistence.jdbc");
                JdbcStorage storage = open(broken)) {
            append(storage, "a", "one", 1, 1).join();
            append(storage, "a", "one", 2, 1).join();
            log.expect(Level.WARN, "A listener to the journal threw");
        }
    }

    private static CompletableFuture<Void> append(
            JdbcStorage storage, String id, String writer, long from, int events) {
        EncodedEvent event = EncodedEvent.of(new Payload("any", 1, "{}"));
        return storage.journal()
                .append(new EventBatch(PersistenceId.of("test", id), writer, from, Collections.nCopies(events, event)))
                .toCompletableFuture();
    }

    private static void fails(CompletableFuture<Void> write) {
        assertThat(catchThrowable(() -> write.get(30, TimeUnit.SECONDS))).isNotNull();
    }

    /** Hands out connections when the gate is open. */
    private DataSource gated() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    gate.join();
                    return method.invoke(h2, arguments);
                });
    }
}
