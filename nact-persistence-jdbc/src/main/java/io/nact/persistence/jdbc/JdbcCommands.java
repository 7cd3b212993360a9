package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.PersistenceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Commands in one table, written in the transaction of what they led to. */
final class JdbcCommands implements CommandLog {

    private final ReadThreads readers;

    private final Connections connections;

    private final Tables tables;

    JdbcCommands(ReadThreads readers, Connections connections, Tables tables) {
        this.readers = readers;
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public CompletionStage<Optional<Long>> find(PersistenceId id, CommandKey command) {
        return readers.run(
                "Looking for a command of " + id,
                () -> connections.autocommitting(connection -> find(connection, id, command)));
    }

    @Override
    public CompletionStage<Optional<Map<CommandKey, Long>>> all(PersistenceId id, int atMost) {
        return readers.run(
                "Reading the commands of " + id,
                () -> connections.autocommitting(connection -> all(connection, id, atMost)));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr) {
        return readers.perform(
                "Deleting the commands of " + id,
                () -> connections.autocommitting(connection -> delete(connection, id, sequenceNr)));
    }

    private Optional<Long> find(Connection connection, PersistenceId id, CommandKey command) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().command())) {
            tables.dialect().bind(select, 1, id);
            select.setString(2, command.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    private Optional<Map<CommandKey, Long>> all(Connection connection, PersistenceId id, int atMost)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().someCommands())) {
            tables.dialect().bind(select, 1, id);
            select.setInt(2, atMost + 1);
            try (ResultSet rows = select.executeQuery()) {
                Map<CommandKey, Long> all = new HashMap<>();
                while (rows.next()) {
                    all.put(new CommandKey(rows.getString(1)), rows.getLong(2));
                }
                return all.size() > atMost ? Optional.empty() : Optional.of(all);
            }
        }
    }

    private int delete(Connection connection, PersistenceId id, long sequenceNr) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(tables.sql().deleteCommands())) {
            tables.dialect().bind(delete, 1, id);
            delete.setLong(2, sequenceNr);
            return delete.executeUpdate();
        }
    }
}
