package io.nact.persistence.jdbc;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.SnapshotStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
                () -> connections.autocommitting(connection -> store(connection, snapshot, Math.max(1, keep))));
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

    /**
     * Each statement by itself, and none that looks for a row that is not there: that would lock the gap which the row of
     * somebody else's first snapshot goes into, with MySQL and MariaDB. What is done so far does no harm if the rest fails.
     */
    private long store(Connection connection, Snapshot snapshot, int keep) throws SQLException {
        try {
            put(connection, snapshot, tables.sql().insertSnapshot());
        } catch (SQLException failure) {
            if (SqlFailure.of(failure).kind() != SqlFailure.Kind.KEY_TAKEN) {
                throw failure;
            }
            put(connection, snapshot, tables.sql().updateSnapshot());
        }
        return keepNewest(connection, snapshot.id(), keep);
    }

    private void put(Connection connection, Snapshot snapshot, String statement) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(statement)) {
            put.setString(1, snapshot.state().type());
            put.setInt(2, snapshot.state().version());
            put.setString(3, snapshot.state().json());
            put.setString(4, snapshot.metadata());
            put.setLong(5, System.currentTimeMillis());
            tables.dialect().bind(put, 6, snapshot.id());
            put.setLong(7, snapshot.sequenceNr());
            put.executeUpdate();
        }
    }

    /** The number of the oldest that stays. */
    private long keepNewest(Connection connection, PersistenceId id, int keep) throws SQLException {
        List<Long> newestFirst = numbers(connection, id);
        if (newestFirst.size() > keep) {
            long oldest = newestFirst.get(newestFirst.size() - 1);
            delete(connection, id, oldest, newestFirst.get(keep));
        }
        return newestFirst.isEmpty() ? 0 : newestFirst.get(Math.min(keep, newestFirst.size()) - 1);
    }

    private List<Long> numbers(Connection connection, PersistenceId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().snapshotNumbers())) {
            tables.dialect().bind(select, 1, id);
            try (ResultSet rows = select.executeQuery()) {
                List<Long> numbers = new ArrayList<>();
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
                return numbers;
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
