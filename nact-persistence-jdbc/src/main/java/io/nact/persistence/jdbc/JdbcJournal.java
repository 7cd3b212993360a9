package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The events of all ids in one table. */
final class JdbcJournal implements Journal {

    /** A deletion of more would keep its transaction open for long. */
    private static final int DELETED_AT_ONCE = 500;

    private final Writer writer;

    private final ReadThreads readers;

    private final Connections connections;

    private final Tables tables;

    JdbcJournal(Writer writer, ReadThreads readers, Connections connections, Tables tables) {
        this.writer = writer;
        this.readers = readers;
        this.connections = connections;
        this.tables = tables;
    }

    @Override
    public CompletionStage<Void> append(EventBatch batch) {
        return writer.write(new EventWrite(batch));
    }

    @Override
    public CompletionStage<StreamRange> range(PersistenceId id, long after) {
        return readers.run("Looking for events of " + id, () -> rangeOf(id, after));
    }

    @Override
    public CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each) {
        // The consumer runs when the connection is back: it may take its time.
        return readers.perform(
                "Reading %s %d to %d".formatted(id, from, to),
                () -> read(id, from, to).forEach(each));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position) {
        return readers.perform(
                "Deleting %s up to %d".formatted(id, sequenceNr), () -> delete(id, sequenceNr, position));
    }

    @Override
    public CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr) {
        return readers.perform("Erasing %s up to %d".formatted(id, sequenceNr), () -> erase(id, sequenceNr));
    }

    private StreamRange rangeOf(PersistenceId id, long after) throws SQLException {
        return connections.autocommitting(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(tables.sql().range())) {
                tables.dialect().bind(select, 1, id);
                select.setLong(2, after);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long first = row.getLong(1);
                    return row.wasNull() ? StreamRange.emptyAfter(after) : new StreamRange(first, row.getLong(2));
                }
            }
        });
    }

    private List<StoredEvent> read(PersistenceId id, long from, long to) throws SQLException {
        return connections.autocommitting(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(tables.sql().replay())) {
                tables.dialect().bind(select, 1, id);
                select.setLong(2, from);
                select.setLong(3, to);
                try (ResultSet rows = select.executeQuery()) {
                    List<StoredEvent> events = new ArrayList<>();
                    while (rows.next()) {
                        events.add(EventRow.read(id, rows));
                    }
                    return events;
                }
            }
        });
    }

    private void delete(PersistenceId id, long sequenceNr, long position) throws SQLException {
        StreamRange all = rangeOf(id, 0);
        long last = Math.min(sequenceNr, all.to() - 1);
        for (long from = all.from(); from <= last; from += DELETED_AT_ONCE) {
            deleteRange(id, from, Math.min(last, from + DELETED_AT_ONCE - 1), position);
        }
    }

    private void erase(PersistenceId id, long sequenceNr) throws SQLException {
        StreamRange all = rangeOf(id, 0);
        long last = Math.min(sequenceNr, all.to());
        for (long from = all.from(); from <= last; from += DELETED_AT_ONCE) {
            eraseRange(id, from, Math.min(last, from + DELETED_AT_ONCE - 1));
        }
    }

    private void eraseRange(PersistenceId id, long from, long to) throws SQLException {
        connections.autocommitting(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(tables.sql().eraseEvents())) {
                update.setString(1, Payload.BLANK.type());
                update.setInt(2, Payload.BLANK.version());
                update.setString(3, Payload.BLANK.json());
                tables.dialect().bind(update, 4, id);
                update.setLong(5, from);
                update.setLong(6, to);
                return update.executeUpdate();
            }
        });
    }

    private void deleteRange(PersistenceId id, long from, long to, long position) throws SQLException {
        connections.inTransaction(connection -> {
            new LockRow(tables.sql()).take(connection);
            try (PreparedStatement delete =
                    connection.prepareStatement(tables.sql().deleteEvents())) {
                tables.dialect().bind(delete, 1, id);
                delete.setLong(2, from);
                delete.setLong(3, to);
                delete.setLong(4, position);
                return delete.executeUpdate();
            }
        });
    }
}
