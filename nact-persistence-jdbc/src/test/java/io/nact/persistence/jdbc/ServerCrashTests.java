package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.PersistenceId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL ends at once under load, twice, and comes back: nobody notices but by the time it takes. */
@Tag("databases")
class ServerCrashTests {

    private static final int ACTORS = 30;

    private static final int BATCHES = 100;

    @TempDir
    private Path directory;

    @Test
    void writersOutliveTwoCrashesOfTheServer() throws Exception {
        String type = "restart" + UUID.randomUUID();
        ExecutorService threads = Executors.newCachedThreadPool();
        EmbeddedPostgres server = start(0);
        try (TestDatabase database = TestDatabase.at(server.getJdbcUrl("postgres", "postgres"), "postgres");
                JdbcStorage storage = JdbcStorage.open(
                        database.dataSource(), JdbcStorageOptions.defaults().withWriteTimeout(Duration.ofMinutes(2)))) {
            List<Future<ChaosActor>> runs = new ArrayList<>();
            for (int i = 0; i < ACTORS; i++) {
                ChaosActor actor = new ChaosActor(PersistenceId.of(type, "a" + i), storage, storage);
                runs.add(threads.submit(() -> actor.run(BATCHES)));
            }
            for (int crash = 1; crash <= 2; crash++) {
                int enough = crash * ACTORS * BATCHES / 3;
                await().atMost(Duration.ofMinutes(2)).until(() -> count(database) > enough);
                server = crash(server);
            }
            List<ChaosActor> actors = new ArrayList<>();
            for (Future<ChaosActor> run : runs) {
                actors.add(run.get(5, TimeUnit.MINUTES));
            }

            assertThat(actors).allSatisfy(actor -> assertThat(actor.conflicts()).isZero());
            Chaos.checkStored(actors, storage);
            assertThat(count(database)).isEqualTo(ACTORS * BATCHES * 3 / 2);
        } finally {
            threads.shutdownNow();
            server.close();
        }
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** SIGQUIT: the server ends without a checkpoint, and has to recover. */
    private EmbeddedPostgres crash(EmbeddedPostgres server) throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        assertThat(new ProcessBuilder("kill", "-QUIT", String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
        postmaster.onExit().get(1, TimeUnit.MINUTES);
        server.close();
        return start(server.getPort());
    }

    private static int count(TestDatabase database) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM nact_event")) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
