package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.jdbc.JdbcSchema;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.jdbc.JdbcStorageOptions;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The health of the journal is that of its database, as far as writes show it. */
class JournalHealthIndicatorTests {

    private final Moody dataSource = new Moody();

    private JdbcStorage storage;

    private JournalHealthIndicator indicator;

    @BeforeEach
    void open() throws SQLException {
        JdbcSchema.create(dataSource);
        storage = JdbcStorage.open(dataSource, JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMillis(200)));
        indicator = new JournalHealthIndicator(storage, Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        dataSource.away = false;
        storage.close();
    }

    @Test
    void isUpAndAsksTheDatabaseNothingWhileWritesAreSettled() {
        write("a").join();
        dataSource.borrowed.set(0);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails()).containsEntry("queue", 0);
        assertThat(dataSource.borrowed).hasValue(0);
    }

    @Test
    void isDownWhileTheDatabaseDoesNotAnswerAndUpWhenItDoes() {
        dataSource.away = true;
        fails(write("a"));
        await().until(storage::isInDoubt);
        assertThat(storage.isAvailable()).isTrue();
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        dataSource.away = false;
        assertThat(health().getStatus()).as("without a write").isEqualTo(Status.UP);
    }

    @Test
    void isDownWhileTheJournalRefusesWrites() {
        dataSource.away = true;
        List<CompletableFuture<Void>> writes = List.of(write("a"), write("b"), write("c"), write("d"), write("e"));
        writes.forEach(JournalHealthIndicatorTests::fails);
        dataSource.away = false;
        await().until(() -> !storage.isAvailable());
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails().get("journal")).asString().contains("refuses writes");
    }

    private Health health() {
        return Objects.requireNonNull(indicator.health());
    }

    private static void fails(CompletableFuture<Void> write) {
        await().until(write::isCompletedExceptionally);
    }

    private CompletableFuture<Void> write(String id) {
        Payload payload = new Payload("any", 1, "{}");
        return storage.journal()
                .append(new EventBatch(PersistenceId.of("test", id), "writer", 1, List.of(EncodedEvent.of(payload))))
                .toCompletableFuture();
    }

    /** A database that can be gone. */
    private static final class Moody extends DelegatingDataSource {

        final AtomicInteger borrowed = new AtomicInteger();

        volatile boolean away;

        Moody() {
            super(h2());
        }

        private static DataSource h2() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return source;
        }

        @Override
        public Connection getConnection() throws SQLException {
            borrowed.incrementAndGet();
            if (away) {
                throw new SQLException("gone", "08006");
            }
            return super.getConnection();
        }
    }
}
