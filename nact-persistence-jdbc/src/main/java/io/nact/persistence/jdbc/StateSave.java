package io.nact.persistence.jdbc;

import io.nact.persistence.journal.StateChange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Puts states in the place of those of the revision before, in two JDBC batches: the first revisions, and the later ones. */
record StateSave(Tables tables) {

    private static final String KEY_TAKEN = "23505";

    void save(Connection connection, List<StateWrite> writes, long now) throws SQLException {
        List<StateWrite> first =
                writes.stream().filter(write -> write.change().revision() == 1).toList();
        List<StateWrite> later =
                writes.stream().filter(write -> write.change().revision() > 1).toList();
        if (!first.isEmpty()) {
            execute(connection, tables.sql().insertState(), first, now);
        }
        if (!later.isEmpty()) {
            check(connection, later, execute(connection, tables.sql().updateState(), later, now));
        }
    }

    private int[] execute(Connection connection, String statement, List<StateWrite> writes, long now)
            throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (StateWrite write : writes) {
                StateChange change = write.change();
                prepared.setString(1, change.state().type());
                prepared.setInt(2, change.state().version());
                prepared.setString(3, change.deleted() ? null : change.state().json());
                prepared.setString(4, change.writer());
                prepared.setString(5, change.metadata());
                prepared.setLong(6, now);
                tables.dialect().bind(prepared, 7, change.id());
                if (change.revision() > 1) {
                    prepared.setLong(8, change.revision() - 1);
                }
                prepared.addBatch();
            }
            return prepared.executeBatch();
        }
    }

    /** A driver that sends a batch in bulk may not count; then the table says who was there. */
    private void check(Connection connection, List<StateWrite> writes, int[] counts) throws SQLException {
        for (int i = 0; i < counts.length; i++) {
            boolean missed = counts[i] == Statement.SUCCESS_NO_INFO
                    ? !writes.get(i).isStored(connection, tables)
                    : counts[i] != 1;
            if (missed) {
                throw new SQLException("The revision before is not there", KEY_TAKEN);
            }
        }
    }
}
