package io.nact.benchmarks.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nact.persistence.jdbc.JdbcSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/** A PostgreSQL with the tables of all ways, and a pool of connections to it. */
final class Database implements AutoCloseable {

    /** Those of the way with the most, and some for nact's readers. */
    private static final int CONNECTIONS = 20;

    private static final String PEKKO = "/schema/postgres/postgres-create-schema.sql";

    private final Postgres server;

    private final HikariDataSource pool;

    private Database(Postgres server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        this.pool = new HikariDataSource(config);
    }

    static Database start() throws IOException, SQLException {
        Database database = new Database(Postgres.start());
        try {
            JdbcSchema.create(database.pool);
            database.execute(pekkoTables());
            database.execute(JdbcClientAccounts.TABLES);
            return database;
        } catch (SQLException | IOException failure) {
            database.close();
            throw failure;
        }
    }

    private static String[] pekkoTables() throws IOException {
        try (InputStream script = Database.class.getResourceAsStream(PEKKO)) {
            String text = new String(Objects.requireNonNull(script, PEKKO).readAllBytes(), StandardCharsets.UTF_8);
            return text.strip().split(";\\s*(\\R|$)");
        }
    }

    String url() {
        return server.url();
    }

    String version() {
        return server.version();
    }

    /** What the server has used of processors so far: a fresh connection's process and all beside it, and above. */
    Duration cpu() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
            pid.next();
            ProcessHandle server = ProcessHandle.of(pid.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return Stream.concat(Stream.of(server), server.children())
                    .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    /** Empties all tables. None pays for the writing that another one left behind. */
    void clear() throws SQLException {
        execute("TRUNCATE nact_event, event_journal, event_tag, account, deposit", "CHECKPOINT");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
