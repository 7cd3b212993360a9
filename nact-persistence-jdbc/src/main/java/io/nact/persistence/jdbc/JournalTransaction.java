package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One commit of several writes behind the lock row: of all of them, or of none. */
final class JournalTransaction implements Attempts {

    private final Connections connections;

    private final Tables tables;

    private final EventInsert insert;

    private final StateSave save;

    private final boolean checkpoint;

    JournalTransaction(Connections connections, Tables tables, boolean checkpoint) {
        this.connections = connections;
        this.tables = tables;
        this.insert = tables.dialect().insertOf(tables.sql());
        this.save = new StateSave(tables);
        this.checkpoint = checkpoint;
    }

    @Override
    public void commit(List<Write> writes) throws SQLException {
        List<EventWrite> events = new ArrayList<>(writes.size());
        List<StateWrite> states = new ArrayList<>();
        for (Write write : writes) {
            if (write instanceof EventWrite event) {
                events.add(event);
            } else if (write instanceof StateWrite state) {
                states.add(state);
            }
        }
        long now = System.currentTimeMillis();
        if (states.isEmpty() && insert.locks()) {
            connections.autocommitting(connection -> {
                insert.insert(connection, events, now);
                return true;
            });
            return;
        }
        connections.inTransaction(connection -> {
            if (!insert.locks() || events.isEmpty()) {
                new LockRow(tables.sql()).take(connection);
            }
            if (!events.isEmpty()) {
                insert.insert(connection, events, now);
            }
            save.save(connection, states, now);
            return true;
        });
        if (checkpoint) {
            checkpoint();
        }
    }

    @Override
    public List<Write> stored(List<Write> writes) throws SQLException {
        return connections.autocommitting(connection -> {
            List<Write> stored = new ArrayList<>();
            for (Write write : writes) {
                if (write.isStored(connection, tables)) {
                    stored.add(write);
                }
            }
            return stored;
        });
    }

    private void checkpoint() throws SQLException {
        connections.autocommitting(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("CHECKPOINT SYNC");
            }
        });
    }
}
