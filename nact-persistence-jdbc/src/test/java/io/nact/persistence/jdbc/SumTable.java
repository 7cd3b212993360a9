package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A read model: a sum for each key, in the same database as the events. */
final class SumTable {

    private final TestDatabase database;

    SumTable(TestDatabase database) {
        this.database = database;
        try {
            database.execute(
                    "CREATE TABLE IF NOT EXISTS contract_sum (id VARCHAR(100) NOT NULL PRIMARY KEY, amount BIGINT NOT NULL)");
        } catch (SQLException e) {
            throw new IllegalStateException("The table could not be made", e);
        }
    }

    void add(Connection connection, String key, long amount) throws SQLException {
        if (execute(connection, "UPDATE contract_sum SET amount = amount + ? WHERE id = ?", amount, key) == 0) {
            execute(connection, "INSERT INTO contract_sum (amount, id) VALUES (?, ?)", amount, key);
        }
    }

    private static int execute(Connection connection, String sql, long amount, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, amount);
            statement.setString(2, key);
            return statement.executeUpdate();
        }
    }

    long sum(String key) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT amount FROM contract_sum WHERE id = ?")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
