package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that syncs each commit, which the library has it do only if told. */
final class PostgresServer implements CrashingServer {

    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final Path directory;

    private EmbeddedPostgres server;

    private PostgresServer(Path directory) throws IOException {
        this.directory = directory;
        this.server = startAt(0);
    }

    static PostgresServer start(Path directory) throws IOException, SQLException {
        PostgresServer server = new PostgresServer(directory);
        server.checkThatItSyncs();
        return server;
    }

    private EmbeddedPostgres startAt(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port);
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        return builder.start();
    }

    private void checkThatItSyncs() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                try (ResultSet value = statement.executeQuery("SHOW " + setting)) {
                    value.next();
                    assertThat(value.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    @Override
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public String user() {
        return "postgres";
    }

    /** SIGQUIT: the server ends without a checkpoint, and has to recover. */
    @Override
    public void crash() throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        assertThat(new ProcessBuilder("kill", "-QUIT", String.valueOf(pid))
                        .start()
                        .waitFor())
                .isZero();
        postmaster.onExit().get(1, TimeUnit.MINUTES);
        server.close();
        server = startAt(server.getPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
