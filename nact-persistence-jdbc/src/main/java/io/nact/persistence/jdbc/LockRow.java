package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The row that lets one transaction of all that write or delete events on at a time. */
record LockRow(Sql sql) {

    /**
     * Waits for it, and has it until the transaction of the connection ends.
     *
     * @throws SQLException if it is not there, too
     */
    void take(Connection connection) throws SQLException {
        if (!find(connection, sql.lock())) {
            throw gone();
        }
    }

    boolean isThere(Connection connection) throws SQLException {
        return find(connection, sql.lockRow());
    }

    /** The failure of whoever has not found it: nothing was stored, which is no fault of the data. */
    SQLException gone() {
        return new SQLException("The row of %s is gone".formatted(sql.lockTable()), "55000");
    }

    private static boolean find(Connection connection, String statement) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement);
                ResultSet row = select.executeQuery()) {
            return row.next();
        }
    }
}
