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
 * would be inserted, and as little if a write does not follow on the last event of its id, which is why they are counted.
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
                LockRow row = new LockRow(sql);
                throw row.isThere(connection) ? LastNumbers.passed() : row.gone();
            }
        }
    }

    /**
     * Its look at the last numbers is as of before it waited for the lock. What others have inserted meanwhile takes the numbers,
     * unless that has been deleted again within this one wait: a stale writer would get a number that was another's before.
     * That takes somebody who inserts, stores a snapshot behind that, and has the events deleted, while PostgreSQL gives the row
     * to each of them before this statement: nobody who waits for it has a right to be the next.
     */
    private String statement() {
        return "WITH l AS MATERIALIZED (" + sql.lock() + "), passed AS MATERIALIZED (SELECT 1 FROM"
                + " unnest(?::text[], ?::bigint[]) f(pid, seq) WHERE f.seq - 1 <> COALESCE((SELECT MAX(e.sequence_nr) FROM "
                + sql.events() + " e WHERE e.persistence_id = f.pid), 0)) INSERT INTO " + sql.events()
                + " (persistence_id, sequence_nr, slice, event_type, event_version, payload, metadata, tags, writer, created_at)"
                + " SELECT u.pid, u.seq, u.slice, u.type, u.version, u.payload, u.metadata, u.tags, u.writer, u.at FROM l,"
                + " unnest(?::text[], ?::bigint[], ?::smallint[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[], ?::bigint[]) WITH ORDINALITY"
                + " u(pid, seq, slice, type, version, payload, metadata, tags, writer, at, n)"
                + " WHERE NOT EXISTS (SELECT 1 FROM passed) ORDER BY u.n";
    }

    private static final class Columns {

        private final int rows;

        private final String[] writtenIds;

        private final Long[] firstNumbers;

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
            writtenIds = writes.stream().map(write -> write.id().key()).toArray(String[]::new);
            firstNumbers = writes.stream().map(EventWrite::sequenceNr).toArray(Long[]::new);
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
                    connection.createArrayOf("text", writtenIds),
                    connection.createArrayOf("int8", firstNumbers),
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
