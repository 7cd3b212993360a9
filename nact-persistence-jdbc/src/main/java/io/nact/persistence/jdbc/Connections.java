package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for one piece of work each, given back as they came: in a pool that others use too, the next one must find its
 * settings.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final DataSource dataSource;

    private final int timeoutMillis;

    Connections(DataSource dataSource, Duration timeout) {
        this.dataSource = dataSource;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T> {

        T on(Connection connection) throws SQLException;
    }

    /** Each statement commits by itself. */
    <T> T autocommitting(Work<T> work) throws SQLException {
        return borrow(true, work);
    }

    /** All or nothing: committed when the work is done, rolled back when it throws. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        return borrow(false, connection -> {
            T result;
            try {
                result = work.on(connection);
            } catch (SQLException | RuntimeException | Error failure) {
                rollBack(connection, failure);
                throw failure;
            }
            connection.commit();
            return result;
        });
    }

    private <T> T borrow(boolean autocommit, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autocommitBefore = connection.getAutoCommit();
            int timeoutBefore = limit(connection, timeoutMillis);
            try {
                if (autocommitBefore != autocommit) {
                    connection.setAutoCommit(autocommit);
                }
                return work.on(connection);
            } finally {
                restore(connection, autocommitBefore, timeoutBefore);
            }
        }
    }

    /** A server that is gone without a word must not hold the thread for ever. Not every driver can do that. */
    private static int limit(Connection connection, int millis) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            if (before != millis) {
                connection.setNetworkTimeout(Runnable::run, millis);
            }
            return before;
        } catch (SQLFeatureNotSupportedException e) {
            return millis;
        }
    }

    /** What the work came to stands, however this ends: a broken connection shows when it is closed or used next. */
    private static void restore(Connection connection, boolean autocommit, int timeoutMillis) {
        try {
            if (connection.getAutoCommit() != autocommit) {
                connection.setAutoCommit(autocommit);
            }
            limit(connection, timeoutMillis);
        } catch (SQLException broken) {
            LOG.debug("A connection could not be given back as it came: {}", SqlFailure.of(broken));
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
