package io.nact.persistence.jdbc;

import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** States in one table, written by the one that writes events. */
final class JdbcStates implements DurableStateStore {

    private final Writer writer;

    private final ReadThreads readers;

    private final Connections connections;

    private final Tables tables;

    JdbcStates(Writer writer, ReadThreads readers, Connections connections, Tables tables) {
        this.writer = writer;
        this.readers = readers;
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public CompletionStage<Void> save(StateChange change) {
        return writer.write(new StateWrite(change));
    }

    @Override
    public CompletionStage<Optional<StoredState>> load(PersistenceId id) {
        return readers.run(
                "Reading the state of " + id, () -> connections.autocommitting(connection -> read(connection, id)));
    }

    private Optional<StoredState> read(Connection connection, PersistenceId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().state())) {
            tables.dialect().bind(select, 1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String json = row.getString(4);
                return Optional.of(new StoredState(
                        id,
                        row.getLong(1),
                        json == null ? null : new Payload(row.getString(2), row.getInt(3), json),
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7))));
            }
        }
    }
}
