package io.nact.persistence.jdbc;

import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row of the events, as {@link Sql#replay} and {@link Sql#feed} select it. */
final class EventRow {

    /** The column of the id, where it is selected. */
    static final int ID = 10;

    private EventRow() {}

    static StoredEvent read(PersistenceId id, ResultSet row) throws SQLException {
        return new StoredEvent(
                id,
                row.getLong(1),
                row.getLong(2),
                new Payload(row.getString(3), row.getInt(4), row.getString(5)),
                row.getString(6),
                tags(row.getString(7)),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(9)));
    }

    private static Set<String> tags(@Nullable String barred) {
        return barred == null
                ? Set.of()
                : Set.of(barred.substring(1, barred.length() - 1).split("\\|"));
    }
}
