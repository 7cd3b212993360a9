package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Whether the tables are there, told at the start rather than by the first event. */
record TableCheck(Tables tables) {

    void check(Connection connection) throws SQLException {
        for (Map.Entry<String, List<String>> table : expected().entrySet()) {
            List<String> missing = new ArrayList<>(table.getValue());
            missing.removeAll(columns(connection, table.getKey()));
            if (!missing.isEmpty()) {
                throw new InvalidSchemaException(
                        "Table %s has no column %s.".formatted(table.getKey(), String.join(", ", missing)), wayOut());
            }
        }
        checkLockRow(connection);
    }

    private void checkLockRow(Connection connection) throws SQLException {
        Sql sql = tables.sql();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id FROM " + sql.lockTable() + " WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new InvalidSchemaException(
                        "Table %s has no row with id 1, which every writer locks.".formatted(sql.lockTable()),
                        "Insert it: INSERT INTO %s (id) VALUES (1)".formatted(sql.lockTable()));
            }
        }
    }

    private List<String> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
                ResultSet none = select.executeQuery()) {
            ResultSetMetaData metaData = none.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(metaData.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        } catch (SQLException thrown) {
            SqlFailure failure = SqlFailure.of(thrown);
            if (!failure.isOfStatement()) {
                throw thrown;
            }
            throw InvalidSchemaException.ofMissingTable(
                    "Table %s cannot be read: %s.".formatted(table, failure), wayOut());
        }
    }

    private String wayOut() {
        return "Run the script classpath:io/nact/persistence/jdbc/%s, by hand, by JdbcSchema.create or as a migration."
                .formatted(tables.dialect().script());
    }

    private Map<String, List<String>> expected() {
        Sql sql = tables.sql();
        return new TreeMap<>(Map.of(
                sql.projections(),
                List.of("name", "segment", "position", "paused", "failed_position", "error", "updated_at"),
                sql.lockTable(),
                List.of("id"),
                sql.events(),
                List.of(
                        "position",
                        "persistence_id",
                        "sequence_nr",
                        "slice",
                        "event_type",
                        "event_version",
                        "payload",
                        "metadata",
                        "tags",
                        "writer",
                        "created_at"),
                sql.snapshots(),
                List.of(
                        "persistence_id",
                        "sequence_nr",
                        "state_type",
                        "state_version",
                        "payload",
                        "metadata",
                        "created_at"),
                sql.states(),
                List.of(
                        "persistence_id",
                        "revision",
                        "state_type",
                        "state_version",
                        "payload",
                        "writer",
                        "metadata",
                        "updated_at"),
                sql.commands(),
                List.of("persistence_id", "command_id", "sequence_nr", "created_at")));
    }
}
