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
        try (PreparedStatement lock = connection.prepareStatement(sql.lock());
                ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                throw gone();
            }
        }
    }

    /** The failure of whoever has not found it: nothing was stored, which is no fault of the data. */
    SQLException gone() {
        return new SQLException("The row of %s is gone".formatted(sql.lockTable()), "55000");
    }
}
