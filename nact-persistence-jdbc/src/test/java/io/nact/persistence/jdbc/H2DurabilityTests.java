package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With checkpoints, nothing is acknowledged that is not in the file. */
class H2DurabilityTests {

    private static final JdbcStorageOptions CHECKPOINTS =
            JdbcStorageOptions.defaults().withH2Checkpoint(true).withWriteTimeout(Duration.ofMillis(500));

    @TempDir
    private Path directory;

    private Connection administrator;

    @BeforeEach
    void createUser() throws SQLException {
        JdbcDataSource file = user("sa", "");
        JdbcSchema.create(file);
        administrator = file.getConnection();
        execute("CREATE USER app PASSWORD 'x' ADMIN");
        execute("GRANT ALL ON SCHEMA PUBLIC TO app");
    }

    @AfterEach
    void close() throws SQLException {
        administrator.close();
    }

    @Test
    void aUserWhoMayNotHaveCheckpointsIsToldAtTheStart() throws Exception {
        execute("ALTER USER app ADMIN FALSE");

        assertThatThrownBy(() -> JdbcStorage.open(user("app", "x"), CHECKPOINTS))
                .isInstanceOf(InvalidSchemaException.class)
                .hasMessageContaining("may not have the checkpoint")
                .hasMessageContaining(";WRITE_DELAY=0");
    }

    @Test
    void whatNoCheckpointHasFollowedIsNotAcknowledged() throws Exception {
        try (JdbcStorage storage = JdbcStorage.open(user("app", "x"), CHECKPOINTS)) {
            append(storage, 1).get(30, TimeUnit.SECONDS);
            execute("ALTER USER app ADMIN FALSE");

            assertThat(catchThrowable(() -> append(storage, 2).get(30, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(JournalUnavailableException.class);

            execute("ALTER USER app ADMIN TRUE");
            append(storage, 2).get(30, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> append(JdbcStorage storage, long sequenceNr) {
        EncodedEvent event = EncodedEvent.of(new Payload("account.opened", 1, "{}"));
        return storage.journal()
                .append(new EventBatch(PersistenceId.of("account", "42"), "writer", sequenceNr, List.of(event)))
                .toCompletableFuture();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            statement.execute(sql);
        }
    }

    private JdbcDataSource user(String name, String password) {
        JdbcDataSource file = new JdbcDataSource();
        file.setURL("jdbc:h2:file:" + directory.resolve("journal"));
        file.setUser(name);
        file.setPassword(password);
        return file;
    }
}
