package io.nact.persistence.jdbc;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.SnapshotStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Snapshots in one table. Written beside the events, for it does no harm if one is missing. */
final class JdbcSnapshots implements SnapshotStore {

    private final ReadThreads readers;

    private final Connections connections;

    private final Tables tables;

    JdbcSnapshots(ReadThreads readers, Connections connections, Tables tables) {
        this.readers = readers;
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public CompletionStage<Long> save(Snapshot snapshot, int keep) {
        return readers.run(
                "Storing the snapshot of %s at %d".formatted(snapshot.id(), snapshot.sequenceNr()),
                () -> connections.inTransaction(connection -> replace(connection, snapshot, Math.max(1, keep))));
    }

    @Override
    public CompletionStage<Optional<Snapshot>> load(PersistenceId id, long maxSequenceNr) {
        return readers.run(
                "Reading the snapshot of " + id,
                () -> connections.autocommitting(connection -> newest(connection, id, maxSequenceNr)));
    }

    @Override
    public CompletionStage<Void> deleteAll(PersistenceId id) {
        return readers.perform(
                "Deleting the snapshots of " + id,
                () -> connections.autocommitting(connection -> delete(connection, id, 0, Long.MAX_VALUE)));
    }

    private long replace(Connection connection, Snapshot snapshot, int keep) throws SQLException {
        delete(connection, snapshot.id(), snapshot.sequenceNr(), snapshot.sequenceNr());
        insert(connection, snapshot);
        long oldest = oldestOf(connection, snapshot.id(), keep);
        delete(connection, snapshot.id(), 0, oldest - 1);
        return oldest;
    }

    private void insert(Connection connection, Snapshot snapshot) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(tables.sql().insertSnapshot())) {
            tables.dialect().bind(insert, 1, snapshot.id());
            insert.setLong(2, snapshot.sequenceNr());
            insert.setString(3, snapshot.state().type());
            insert.setInt(4, snapshot.state().version());
            insert.setString(5, snapshot.state().json());
            insert.setString(6, snapshot.metadata());
            insert.setLong(7, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    private long oldestOf(Connection connection, PersistenceId id, int keep) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().snapshotNumbers())) {
            tables.dialect().bind(select, 1, id);
            try (ResultSet numbers = select.executeQuery()) {
                long oldest = 0;
                for (int i = 0; i < keep && numbers.next(); i++) {
                    oldest = numbers.getLong(1);
                }
                return oldest;
            }
        }
    }

    private int delete(Connection connection, PersistenceId id, long from, long to) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(tables.sql().deleteSnapshots())) {
            tables.dialect().bind(delete, 1, id);
            delete.setLong(2, from);
            delete.setLong(3, to);
            return delete.executeUpdate();
        }
    }

    private Optional<Snapshot> newest(Connection connection, PersistenceId id, long maxSequenceNr) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().newestSnapshot())) {
            tables.dialect().bind(select, 1, id);
            select.setLong(2, maxSequenceNr);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long sequenceNr = row.getLong(1);
                return row.wasNull() ? Optional.empty() : read(connection, id, sequenceNr);
            }
        }
    }

    private Optional<Snapshot> read(Connection connection, PersistenceId id, long sequenceNr) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().snapshot())) {
            tables.dialect().bind(select, 1, id);
            select.setLong(2, sequenceNr);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Payload state = new Payload(row.getString(1), row.getInt(2), row.getString(3));
                return Optional.of(new Snapshot(id, sequenceNr, state, row.getString(4)));
            }
        }
    }
}
