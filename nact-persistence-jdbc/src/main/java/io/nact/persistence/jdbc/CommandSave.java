package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Stores which commands the writes of a transaction come of. One that is there already fails the transaction. */
record CommandSave(Tables tables) {

    void save(Connection connection, List<Write> identified, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(tables.sql().insertCommand())) {
            for (Write write : identified) {
                tables.dialect().bind(insert, 1, write.id());
                insert.setString(2, String.valueOf(write.command()));
                insert.setLong(3, write.lastSequenceNr());
                insert.setLong(4, now);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    boolean isThere(Connection connection, Write identified) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().command())) {
            tables.dialect().bind(select, 1, identified.id());
            select.setString(2, String.valueOf(identified.command()));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
