package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A JDBC batch: with one statement prepared, the driver may send all rows at once. That of MariaDB does so; that of MySQL only
 * with {@code rewriteBatchedStatements=true} in its URL, and each row takes a way over the network without.
 */
record BatchInsert(Sql sql, Dialect dialect) implements EventInsert {

    @Override
    public boolean locks() {
        return false;
    }

    @Override
    public void insert(Connection connection, List<EventWrite> writes, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql.insertEvent())) {
            for (EventWrite write : writes) {
                add(insert, write.batch(), now);
            }
            insert.executeBatch();
        }
    }

    private void add(PreparedStatement insert, EventBatch batch, long now) throws SQLException {
        long sequenceNr = batch.firstSequenceNr();
        for (EncodedEvent event : batch.events()) {
            dialect.bind(insert, 1, batch.id());
            insert.setLong(2, sequenceNr++);
            insert.setInt(3, batch.id().slice());
            insert.setString(4, event.payload().type());
            insert.setInt(5, event.payload().version());
            insert.setString(6, event.payload().json());
            insert.setString(7, event.metadata());
            insert.setString(8, EventInsert.barred(event.tags()));
            insert.setString(9, batch.writer());
            insert.setLong(10, now);
            insert.addBatch();
        }
    }
}
