package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets commands that are old, now and then, when new ones come. Told by the writer's thread, done on one that reads; several
 * processes may do it at the same time.
 */
final class CommandExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExpiry.class);

    private static final long SELDOM_MILLIS = Duration.ofMinutes(10).toMillis();

    /** What is deleted in one transaction was stored within so long. */
    private static final long SLICE_MILLIS = 1000;

    private static final int MOST_SLICES = 10_000;

    private final ReadThreads threads;

    private final Connections connections;

    private final Tables tables;

    private final long ttlMillis;

    private long next;

    CommandExpiry(ReadThreads threads, Connections connections, Tables tables, Duration ttl) {
        this.threads = threads;
        this.connections = connections;
        this.tables = tables;
        this.ttlMillis = ttl.toMillis();
    }

    /** Some were stored at this time. */
    void stored(long now) {
        if (now < next) {
            return;
        }
        next = now + Math.min(SELDOM_MILLIS, ttlMillis);
        threads.perform("Forgetting old commands", () -> delete(now - ttlMillis))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("Old commands could not be forgotten; it is tried again: {}", failure.getMessage());
                    }
                });
    }

    private void delete(long before) throws SQLException {
        long oldest = oldest();
        for (int slices = 0; oldest < before && slices < MOST_SLICES; slices++) {
            delete(oldest, Math.min(before, oldest + SLICE_MILLIS));
            oldest = oldest();
        }
    }

    private long oldest() throws SQLException {
        return connections.autocommitting(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(tables.sql().oldestCommand());
                    ResultSet row = select.executeQuery()) {
                row.next();
                long oldest = row.getLong(1);
                return row.wasNull() ? Long.MAX_VALUE : oldest;
            }
        });
    }

    private void delete(long from, long before) throws SQLException {
        connections.autocommitting(connection -> delete(connection, from, before));
    }

    private int delete(Connection connection, long from, long before) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(tables.sql().deleteOldCommands())) {
            delete.setLong(1, from);
            delete.setLong(2, before);
            return delete.executeUpdate();
        }
    }
}
