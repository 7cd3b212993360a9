package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.PersistenceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The events of one message. */
final class EventWrite extends Write {

    /** Key, numbers, type and writer. */
    private static final int ROW_OVERHEAD = 200;

    private final EventBatch batch;

    EventWrite(EventBatch batch) {
        this.batch = batch;
    }

    EventBatch batch() {
        return batch;
    }

    @Override
    PersistenceId id() {
        return batch.id();
    }

    @Override
    long sequenceNr() {
        return batch.firstSequenceNr();
    }

    @Override
    long lastSequenceNr() {
        return batch.lastSequenceNr();
    }

    @Override
    @Nullable
    CommandKey command() {
        return batch.command();
    }

    @Override
    int events() {
        return batch.events().size();
    }

    @Override
    long size() {
        long size = 0;
        for (EncodedEvent event : batch.events()) {
            String metadata = event.metadata();
            size += ROW_OVERHEAD + event.payload().json().length() + (metadata == null ? 0 : metadata.length());
        }
        return size;
    }

    @Override
    String what() {
        String types = batch.events().stream()
                .map(event -> event.payload().type())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
        return "%s %d to %d (%s)".formatted(id(), batch.firstSequenceNr(), batch.lastSequenceNr(), types);
    }

    @Override
    boolean isStored(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().writers())) {
            select.setString(1, batch.writer());
            tables.dialect().bind(select, 2, batch.id());
            select.setLong(3, batch.firstSequenceNr());
            select.setLong(4, batch.lastSequenceNr());
            try (ResultSet counts = select.executeQuery()) {
                counts.next();
                return counts.getLong(1) == events() && counts.getLong(2) == events();
            }
        }
    }

    @Override
    boolean isNext(Connection connection, Tables tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().range())) {
            tables.dialect().bind(select, 1, batch.id());
            select.setLong(2, batch.firstSequenceNr() - 2);
            try (ResultSet range = select.executeQuery()) {
                range.next();
                return range.getLong(2) == batch.firstSequenceNr() - 1;
            }
        }
    }
}
