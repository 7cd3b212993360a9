package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What H2 on a file needs in order to be as safe as it looks. */
final class H2Durability {

    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    private static final String ADMIN_RIGHTS_REQUIRED = "90040";

    private H2Durability() {}

    /**
     * Whether checkpoints can be had, told at the start rather than by the first event.
     *
     * @throws InvalidSchemaException if this user may not have them
     */
    static void requireCheckpoints(Connection connection) throws SQLException {
        try {
            checkpoint(connection);
        } catch (SQLException failure) {
            if (!ADMIN_RIGHTS_REQUIRED.equals(failure.getSQLState())) {
                throw failure;
            }
            throw new InvalidSchemaException(
                    "This user of H2 may not have the checkpoint that is to follow on each transaction.",
                    "Let an administrator of the database write the journal, or leave the checkpoint out"
                            + " (JdbcStorageOptions.withH2Checkpoint) and add ;WRITE_DELAY=0 to the URL.");
        }
    }

    /** Writes to the file what has been committed. */
    static boolean checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("CHECKPOINT SYNC");
        }
    }

    /** Says that what was committed may be lost, if it may. */
    static void warn(Connection connection) throws SQLException {
        if (isFile(connection) && writeDelay(connection) != 0) {
            LOG.warn(
                    "This H2 file writes what it has committed up to {} ms later: events that were acknowledged can be lost when"
                            + " the JVM crashes. Add ;WRITE_DELAY=0 to its URL, or have a checkpoint after each transaction"
                            + " (JdbcStorageOptions.withH2Checkpoint); for what must not be lost, use a database server",
                    writeDelay(connection));
        }
    }

    private static boolean isFile(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet path = statement.executeQuery("CALL DATABASE_PATH()")) {
            return path.next() && path.getString(1) != null;
        }
    }

    private static int writeDelay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet delay = statement.executeQuery(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'")) {
            return delay.next() ? delay.getInt(1) : 0;
        }
    }
}
