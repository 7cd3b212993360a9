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

    private final CommandSave commands;

    private final CommandExpiry expiry;

    private final boolean checkpoint;

    JournalTransaction(Connections connections, Tables tables, CommandExpiry expiry, boolean checkpoint) {
        this.connections = connections;
        this.tables = tables;
        this.insert = tables.dialect().insertOf(tables.sql());
        this.save = new StateSave(tables);
        this.commands = new CommandSave(tables);
        this.expiry = expiry;
        this.checkpoint = checkpoint;
    }

    @Override
    public void commit(List<Write> writes) throws SQLException {
        List<EventWrite> events = new ArrayList<>(writes.size());
        List<StateWrite> states = new ArrayList<>();
        List<Write> identified = new ArrayList<>();
        for (Write write : writes) {
            if (write instanceof EventWrite event) {
                events.add(event);
            } else if (write instanceof StateWrite state) {
                states.add(state);
            }
            if (write.command() != null) {
                identified.add(write);
            }
        }
        long now = System.currentTimeMillis();
        if (states.isEmpty() && identified.isEmpty() && insert.locks()) {
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
            if (!identified.isEmpty()) {
                commands.save(connection, identified, now);
            }
            return true;
        });
        if (!identified.isEmpty()) {
            expiry.stored(now);
        }
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
