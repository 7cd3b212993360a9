package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server ends at once under load, twice, and comes back, while connections break all the time and twins write the same ids:
 * nobody notices but by the time it takes.
 */
@Tag("databases")
class ServerCrashTests {

    private static final Duration LONG = Duration.ofMinutes(2);

    @Test
    void nothingIsLostWithPostgres(@TempDir Path directory) throws Exception {
        try (CrashingServer server = PostgresServer.start(directory)) {
            outlivesTwoCrashes(server);
        }
    }

    @Test
    void nothingIsLostWithMariaDb() throws Exception {
        try (CrashingServer server = MariaDbServer.start()) {
            outlivesTwoCrashes(server);
        }
    }

    private static void outlivesTwoCrashes(CrashingServer server) throws Exception {
        try (TestDatabase database = TestDatabase.at(server.url(), server.user());
                ShakenStorages storages = ShakenStorages.of(database, LONG)) {
            new Chaos(storages).run(() -> {
                for (int crash = 1; crash <= 2; crash++) {
                    int enough = crash * Chaos.EVENTS / 3;
                    await().atMost(LONG).ignoreExceptions().until(() -> count(database) > enough);
                    server.crash();
                }
            });

            assertThat(count(database)).isEqualTo(Chaos.EVENTS);
        }
    }

    private static int count(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM nact_event")) {
            count.next();
            return count.getInt(1);
        }
    }
}
