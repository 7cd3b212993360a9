package io.nact.benchmarks.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A PostgreSQL of the benchmark's own that syncs each commit: by the programs on the path, if there are any, or else by those
 * that a library brings along.
 *
 * @param url where it is; the user is {@code postgres}, without a password
 * @param version what it says of itself
 */
public record Postgres(String url, String version, Closeable server) implements Closeable {

    /** What it depends on that a commit is safe. */
    static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** Starts it, empty. */
    public static Postgres start() throws IOException, SQLException {
        if (InstalledPostgres.isThere()) {
            InstalledPostgres installed = InstalledPostgres.start();
            return checked(installed.url(), installed);
        }
        EmbeddedPostgres unpacked = unpacked();
        return checked(unpacked.getJdbcUrl("postgres", "postgres"), unpacked);
    }

    /** Unless told, it starts without any of that: it is meant for tests. */
    private static EmbeddedPostgres unpacked() throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        return builder.start();
    }

    private static Postgres checked(String url, Closeable server) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String setting : DURABLE) {
                String value = show(statement, setting);
                if (!value.equals("on")) {
                    throw new IllegalStateException("%s is %s, so a commit is not safe".formatted(setting, value));
                }
            }
            return new Postgres(url, show(statement, "server_version"), server);
        } catch (SQLException | RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
