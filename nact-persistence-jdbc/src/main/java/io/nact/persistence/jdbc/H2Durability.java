package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that H2 on a file is not as safe as it looks, if it is not. */
final class H2Durability {

    private static final Logger LOG = LoggerFactory.getLogger(H2Durability.class);

    private H2Durability() {}

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
