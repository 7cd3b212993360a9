package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StreamRange;
import io.nact.testkit.LogCapture;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.util.Throwables;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class JdbcStorageTests {

    private static final PersistenceId ID = PersistenceId.of("account", "42");

    private final JdbcDataSource h2 = h2("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    @BeforeEach
    void createTables() throws SQLException {
        JdbcSchema.create(h2);
    }

    @Test
    void aDriverThatHangsKeepsNobodyWaiting() {
        JdbcStorageOptions options = JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofSeconds(2));
        try (JdbcStorage storage = JdbcStorage.open(gated(), options)) {
            gate = new CompletableFuture<>();
            List<CompletionStage<Void>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(append(storage, PersistenceId.of("account", "a" + i)));
            }

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(failureOf(answer))
                            .isInstanceOf(JournalUnavailableException.class)
                            .hasMessageContaining("did not answer within PT2S"));
            assertThat(storage.isAvailable()).isFalse();
            assertThat(failureOf(append(storage, ID)))
                    .isInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("is given a rest");
            gate.complete(null);
        }
    }

    @Test
    void closingFinishesWhatWaits() {
        JdbcStorage storage = JdbcStorage.open(gated());
        gate = new CompletableFuture<>();
        List<CompletionStage<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(append(storage, PersistenceId.of("account", "a" + i)));
        }
        gate.completeAsync(() -> null, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));

        storage.close();

        assertThat(answers).allSatisfy(answer -> assertThat(failureOf(answer)).isNull());
    }

    @Test
    void closingAnswersEverybodyWhenTheTimeIsUp() {
        JdbcStorageOptions options = JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMillis(200));
        JdbcStorage storage = JdbcStorage.open(gated(), options);
        gate = new CompletableFuture<>();
        CompletionStage<Void> answer = append(storage, ID);

        storage.close();

        assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
        assertThat(failureOf(answer)).isInstanceOf(JournalUnavailableException.class);
        gate.complete(null);
    }

    @Test
    void aPoolOfConnectionsWithoutAutocommitServesToo() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(h2);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(2);
        try (HikariDataSource pool = new HikariDataSource(config);
                JdbcStorage storage = JdbcStorage.open(pool)) {
            assertThat(failureOf(append(storage, ID))).isNull();
            assertThat(storage.journal().range(ID, 0).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isEqualTo(new StreamRange(1, 1));
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void nothingOfAnEventGetsIntoLogsOrMessages() throws Exception {
        execute("ALTER TABLE nact_event ADD CONSTRAINT short CHECK (CHAR_LENGTH(payload) < 10)");
        try (LogCapture log = LogCapture.of("io.nact.persistence.jdbc");
                JdbcStorage storage = JdbcStorage.open(h2)) {
            EncodedEvent event = EncodedEvent.of(new Payload("account.opened", 1, "\"a long secret\""));

            Throwable failure = failureOf(storage.journal().append(new EventBatch(ID, "writer", 1, List.of(event))));

            assertThat(failure)
                    .isInstanceOf(PersistRejectedException.class)
                    .hasMessage("The database does not take account|42 1 to 1 (account.opened): "
                            + "org.h2.jdbc.JdbcBatchUpdateException with SQLState 23513, code 23513");
            assertThat(failure).hasStackTraceContaining("SQLState 23513");
            assertThat(Throwables.getStackTrace(failure)).doesNotContain("secret");
            log.expect(Level.WARN, "does not take account|42 1 to 1");
            log.expectNone("secret");
        }
    }

    @Test
    void withoutItsLockRowNothingIsWritten() throws Exception {
        JdbcStorageOptions options = JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMillis(200));
        try (JdbcStorage storage = JdbcStorage.open(h2, options)) {
            execute("DELETE FROM nact_journal_lock");

            assertThat(failureOf(append(storage, ID))).isInstanceOf(JournalUnavailableException.class);
            assertThat(storage.journal().range(ID, 0).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .isEqualTo(StreamRange.emptyAfter(0));
        }
    }

    @Test
    void aPositionThatIsTakenIsNoConflict() throws Exception {
        execute(
                "INSERT INTO nact_event VALUES (1, 'account|1', 1, 0, 'account.opened', 1, '{}', NULL, NULL, 'import', 0)");
        try (LogCapture log = LogCapture.of("io.nact.persistence.jdbc");
                JdbcStorage storage = JdbcStorage.open(h2)) {
            assertThat(failureOf(append(storage, ID))).isInstanceOf(PersistRejectedException.class);
            log.expect(Level.ERROR, "the identity of the events' positions must be set behind the highest position");

            assertThat(failureOf(append(storage, ID)))
                    .as("the next position is free")
                    .isNull();
            assertThat(failureOf(append(storage, PersistenceId.of("account", "1"))))
                    .isInstanceOf(SequenceConflictException.class);
        }
    }

    @Test
    void oldCommandsAreForgottenNowAndThen() throws Exception {
        JdbcStorageOptions options = JdbcStorageOptions.defaults().withCommandTtl(Duration.ofHours(1));
        long old = System.currentTimeMillis() - Duration.ofMinutes(61).toMillis();
        long young = System.currentTimeMillis() - Duration.ofMinutes(59).toMillis();
        for (int i = 0; i < 5; i++) {
            insertCommand("ancient" + i, old - Duration.ofDays(i).toMillis());
            insertCommand("old" + i, old + i);
            insertCommand("young" + i, young + i);
        }
        try (JdbcStorage storage = JdbcStorage.open(h2, options)) {
            assertThat(failureOf(append(storage, ID))).isNull();
            assertThat(commands()).as("only commands lead to it").hasSize(15);

            EncodedEvent event = EncodedEvent.of(new Payload("account.opened", 1, "{}"));
            EventBatch batch = new EventBatch(ID, "writer", 2, List.of(event), CommandKey.of("new"));
            assertThat(failureOf(storage.journal().append(batch))).isNull();

            await().untilAsserted(() -> assertThat(commands())
                    .containsExactlyInAnyOrder("new", "young0", "young1", "young2", "young3", "young4"));
        }
    }

    private void insertCommand(String command, long createdAt) throws SQLException {
        execute("INSERT INTO nact_command VALUES ('account|0', '%s', 1, %d)".formatted(command, createdAt));
    }

    private List<String> commands() throws SQLException {
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT command_id FROM nact_command")) {
            List<String> commands = new ArrayList<>();
            while (rows.next()) {
                commands.add(rows.getString(1));
            }
            return commands;
        }
    }

    @Test
    void warnsThatAnH2FileForgets(@TempDir Path directory) throws Exception {
        JdbcDataSource file = h2("jdbc:h2:file:" + directory.resolve("a"));
        JdbcDataSource safe = h2("jdbc:h2:file:" + directory.resolve("b") + ";WRITE_DELAY=0");
        JdbcSchema.create(file);
        JdbcSchema.create(safe);
        try (LogCapture log = LogCapture.of("io.nact.persistence.jdbc")) {
            JdbcStorage.open(safe).close();
            JdbcStorage.open(h2).close();
            JdbcStorage.open(file, JdbcStorageOptions.defaults().withH2Checkpoint(true))
                    .close();
            assertThat(log.lines()).isEmpty();

            JdbcStorage.open(file).close();

            log.expect(Level.WARN, "up to 500 ms later");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private static CompletionStage<Void> append(JdbcStorage storage, PersistenceId id) {
        EncodedEvent event = EncodedEvent.of(new Payload("account.opened", 1, "{}"));
        return storage.journal().append(new EventBatch(id, "writer", 1, List.of(event)));
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> stage.toCompletableFuture().get(30, TimeUnit.SECONDS));
        return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    }

    /** Hands out connections when the gate is open. */
    private DataSource gated() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    gate.join();
                    return method.invoke(h2, arguments);
                });
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = h2.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }
}
