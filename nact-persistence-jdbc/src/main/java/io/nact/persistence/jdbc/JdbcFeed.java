package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The events of all ids by their positions.
 *
 * <p>No statement searches more than a stretch of positions: one that looked for rare events in all of them would run into the
 * time-out, again and again, and a database that sorts rather than follows the index has no more than that to sort.
 */
final class JdbcFeed implements EventFeed {

    /** Where nothing is filtered, in pages: most positions have an event. */
    private static final int DENSE_STRETCH = 10;

    private static final int FILTERED_STRETCH = 10_000;

    private final ReadThreads readers;

    private final Connections connections;

    private final Tables tables;

    private final Announcements announcements;

    JdbcFeed(ReadThreads readers, Connections connections, Tables tables, Announcements announcements) {
        this.readers = readers;
        this.connections = connections;
        this.tables = tables;
        this.announcements = announcements;
    }

    @Override
    public CompletionStage<Long> head() {
        return readers.run("Looking for the last event", () -> connections.autocommitting(this::last));
    }

    @Override
    public CompletionStage<EventPage> read(long after, EventFilter filter, int limit) {
        return readers.run(
                "Reading events after position " + after,
                () -> connections.autocommitting(connection -> page(connection, after, filter, limit)));
    }

    @Override
    public Registration onStored(Runnable listener) {
        return announcements.register(listener);
    }

    /** The last position first: what is stored after that may be in the page or not. */
    private EventPage page(Connection connection, long after, EventFilter filter, int limit) throws SQLException {
        long head = Math.max(after, last(connection));
        long stretch = filter.isAll() ? (long) limit * DENSE_STRETCH : FILTERED_STRETCH;
        long end = Math.min(head, after + stretch);
        List<StoredEvent> events = end == after ? List.of() : between(connection, after, end, filter, limit);
        if (events.size() == limit) {
            return new EventPage(events, events.get(limit - 1).position(), head);
        }
        boolean gap = events.isEmpty() && end < head;
        return new EventPage(events, gap ? firstAfter(connection, end, head) - 1 : end, head);
    }

    private long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().head());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<StoredEvent> between(Connection connection, long after, long end, EventFilter filter, int limit)
            throws SQLException {
        FeedStatement statement = new FeedStatement(tables, filter);
        try (PreparedStatement select = connection.prepareStatement(statement.sql())) {
            statement.bind(select, after, end, limit);
            try (ResultSet rows = select.executeQuery()) {
                List<StoredEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(EventRow.read(id(rows), rows));
                }
                return events;
            }
        }
    }

    private PersistenceId id(ResultSet row) throws SQLException {
        return PersistenceId.ofKey(tables.dialect().key(row, EventRow.ID));
    }

    /** Beyond what was deleted, or never came. */
    private long firstAfter(Connection connection, long position, long head) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tables.sql().firstAfter())) {
            select.setLong(1, position);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : head;
            }
        }
    }
}
