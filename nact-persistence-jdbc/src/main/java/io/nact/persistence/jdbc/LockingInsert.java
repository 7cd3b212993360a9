package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's way: the lock and all rows in one statement, so that one round trip does everything, and a client that is held up
 * between two of them never holds the lock.
 *
 * <p>The rows hang on the locked row: the plan has to lock it before the first position is drawn. Without that row nothing
 * would be inserted, which is why they are counted.
 */
record LockingInsert(Sql sql) implements EventInsert {

    @Override
    public boolean locks() {
        return true;
    }

    @Override
    public void insert(Connection connection, List<EventWrite> writes, long now) throws SQLException {
        Columns columns = new Columns(writes, now);
        try (PreparedStatement insert = connection.prepareStatement(statement())) {
            columns.bind(connection, insert);
            if (insert.executeUpdate() != columns.rows) {
                throw new LockRow(sql).gone();
            }
        }
    }

    private String statement() {
        return "WITH l AS MATERIALIZED (" + sql.lock() + ") INSERT INTO " + sql.events()
                + " (persistence_id, sequence_nr, slice, event_type, event_version, payload, metadata, tags, writer, created_at)"
                + " SELECT u.pid, u.seq, u.slice, u.type, u.version, u.payload, u.metadata, u.tags, u.writer, u.at FROM l,"
                + " unnest(?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[], ?::bigint[]) WITH ORDINALITY"
                + " u(pid, seq, slice, type, version, payload, metadata, tags, writer, at, n) ORDER BY u.n";
    }

    private static final class Columns {

        private final int rows;

        private final String[] ids;

        private final Long[] sequenceNrs;

        private final Short[] slices;

        private final String[] types;

        private final Integer[] versions;

        private final String[] payloads;

        private final @Nullable String[] metadata;

        private final @Nullable String[] tags;

        private final String[] writers;

        private final Long[] times;

        Columns(List<EventWrite> writes, long now) {
            rows = writes.stream().mapToInt(EventWrite::events).sum();
            ids = new String[rows];
            sequenceNrs = new Long[rows];
            slices = new Short[rows];
            types = new String[rows];
            versions = new Integer[rows];
            payloads = new String[rows];
            metadata = new String[rows];
            tags = new String[rows];
            writers = new String[rows];
            times = new Long[rows];
            int row = 0;
            for (EventWrite write : writes) {
                EventBatch batch = write.batch();
                for (int i = 0; i < batch.events().size(); i++) {
                    set(row++, batch, i, now);
                }
            }
        }

        private void set(int row, EventBatch batch, int index, long now) {
            EncodedEvent event = batch.events().get(index);
            ids[row] = batch.id().key();
            sequenceNrs[row] = batch.firstSequenceNr() + index;
            slices[row] = (short) batch.id().slice();
            types[row] = event.payload().type();
            versions[row] = event.payload().version();
            payloads[row] = event.payload().json();
            metadata[row] = event.metadata();
            tags[row] = EventInsert.barred(event.tags());
            writers[row] = batch.writer();
            times[row] = now;
        }

        void bind(Connection connection, PreparedStatement insert) throws SQLException {
            int index = 1;
            for (Array array : List.of(
                    connection.createArrayOf("text", ids),
                    connection.createArrayOf("int8", sequenceNrs),
                    connection.createArrayOf("int2", slices),
                    connection.createArrayOf("text", types),
                    connection.createArrayOf("int4", versions),
                    connection.createArrayOf("text", payloads),
                    connection.createArrayOf("text", metadata),
                    connection.createArrayOf("text", tags),
                    connection.createArrayOf("text", writers),
                    connection.createArrayOf("int8", times))) {
                insert.setArray(index++, array);
            }
        }
    }
}
