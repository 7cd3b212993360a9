package io.nact.persistence.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database with the tables in it, and a pool of connections to it, for all tests of one class. */
final class TestDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 40;

    private final HikariDataSource pool;

    private final Server server;

    /** What runs beside the tests. */
    @FunctionalInterface
    interface Server {

        void stop() throws Exception;
    }

    private TestDatabase(HikariDataSource pool, Server server) {
        this.pool = pool;
        this.server = server;
    }

    /** The one behind the URL. */
    static TestDatabase at(String url, String user) {
        return at(url, user, () -> {});
    }

    /** The one behind the URL, with a server that is stopped with it. */
    static TestDatabase at(String url, String user, Server server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(5000);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            JdbcSchema.create(pool);
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be made", e);
        }
        return new TestDatabase(pool, server);
    }

    DataSource dataSource() {
        return pool;
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
    public void close() {
        pool.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not stop", e);
        }
    }
}
