package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One commit of several writes behind the lock row: of all of them, or of none. */
final class JournalTransaction implements Attempts {

    private final Connections connections;

    private final Tables tables;

    private final EventInsert insert;

    private final LastNumbers last;

    private final StateSave save;

    private final CommandSave commands;

    private final CommandExpiry expiry;

    private final boolean checkpoint;

    JournalTransaction(Connections connections, Tables tables, CommandExpiry expiry, boolean checkpoint) {
        this.connections = connections;
        this.tables = tables;
        this.insert = tables.dialect().insertOf(tables.sql());
        this.last = new LastNumbers(tables);
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
        List<EventWrite> fenced =
                events.stream().filter(write -> write.batch().fenced()).toList();
        long now = System.currentTimeMillis();
        if (states.isEmpty() && identified.isEmpty() && fenced.isEmpty() && insert.locks()) {
            connections.autocommitting(connection -> {
                insert.insert(connection, events, now);
                return true;
            });
            return;
        }
        connections.inTransaction(connection -> {
            if (!insert.locks() || events.isEmpty() || !fenced.isEmpty()) {
                new LockRow(tables.sql()).take(connection);
            }
            last.require(connection, fenced);
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
        checkpoint();
    }

    /** What is there may have been committed by a transaction whose checkpoint has failed: only the next one makes it safe. */
    @Override
    public List<Write> stored(List<Write> writes) throws SQLException {
        List<Write> stored = connections.autocommitting(connection -> {
            List<Write> found = new ArrayList<>();
            for (Write write : writes) {
                if (write.isStored(connection, tables)) {
                    found.add(write);
                }
            }
            return found;
        });
        if (!stored.isEmpty()) {
            checkpoint();
        }
        return stored;
    }

    @Override
    public boolean isFree(Write write) throws SQLException {
        return connections.autocommitting(connection ->
                write.isNext(connection, tables) && (write.command() == null || !commands.isThere(connection, write)));
    }

    private void checkpoint() throws SQLException {
        if (checkpoint) {
            connections.autocommitting(H2Durability::checkpoint);
        }
    }
}
