package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether writes begin right after the last event of their id. That their numbers are free does not say so: whoever is far
 * behind another writer may come upon numbers whose events have been deleted behind a snapshot. The last event of an id is
 * never deleted.
 */
record LastNumbers(Tables tables) {

    /**
     * Looks for the last event of the id of each of the writes. The transaction of the connection has the lock, which whoever
     * inserts or deletes events waits for.
     *
     * @throws SQLException as if a number were taken, if one of the writes does not follow on that
     */
    void require(Connection connection, List<EventWrite> writes) throws SQLException {
        int atOnce = tables.dialect().idsAtOnce();
        for (int from = 0; from < writes.size(); from += atOnce) {
            requireSome(connection, writes.subList(from, Math.min(writes.size(), from + atOnce)));
        }
    }

    private void requireSome(Connection connection, List<EventWrite> writes) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(tables.sql().lastNumbers(writes.size()))) {
            int index = 1;
            for (EventWrite write : writes) {
                tables.dialect().bind(select, index++, write.id());
                select.setLong(index++, write.sequenceNr() - 1);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last.put(tables.dialect().key(rows, 1), rows.getLong(2));
                }
            }
        }
        for (EventWrite write : writes) {
            if (last.getOrDefault(write.id().key(), 0L) != write.sequenceNr() - 1) {
                throw new SQLException("A number does not follow on the last one", "23505");
            }
        }
    }
}
