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

    /**
     * All or nothing: committed when the work is done, rolled back when it throws. A connection that cannot even do that is
     * broken off, for whoever gets it next could commit what is left in it.
     */
    <T> T inTransaction(Work<T> work) throws SQLException {
        return borrow(false, work);
    }

    private <T> T borrow(boolean autocommit, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autocommitBefore = connection.getAutoCommit();
            int timeoutBefore = limit(connection, timeoutMillis);
            boolean over = autocommit;
            try {
                if (autocommitBefore != autocommit) {
                    connection.setAutoCommit(autocommit);
                }
                T result = work.on(connection);
                if (!autocommit) {
                    connection.commit();
                }
                over = true;
                return result;
            } catch (SQLException | RuntimeException | Error failure) {
                over = autocommit || isRolledBack(connection, failure);
                throw failure;
            } finally {
                if (over) {
                    restore(connection, autocommitBefore, timeoutBefore);
                } else {
                    breakOff(connection);
                }
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

    private static boolean isRolledBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException | RuntimeException alsoFailed) {
            failure.addSuppressed(alsoFailed);
            return false;
        }
    }

    private static void breakOff(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException broken) {
            LOG.debug("A connection could not be broken off: {}", SqlFailure.of(broken));
        }
    }
}
