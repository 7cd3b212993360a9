package io.nact.persistence.jdbc;

import io.nact.persistence.journal.ProjectionProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of the projections, one for each: that of segment 0, since none is parted yet. */
record ProjectionTable(Sql sql) {

    private static final int LOCK_SECONDS = 10;

    Optional<ProjectionProgress> read(Connection connection, String name) throws SQLException {
        return select(connection, sql.projection(), name);
    }

    /** The row, kept from others until the transaction ends; empty if another one has it. */
    Optional<ProjectionProgress> tryLock(Connection connection, String name) throws SQLException {
        return select(connection, sql.projection() + " FOR UPDATE SKIP LOCKED", name);
    }

    /** The row, kept from others, after waiting for whoever has it. */
    Optional<ProjectionProgress> lock(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.projection() + " FOR UPDATE")) {
            select.setQueryTimeout(LOCK_SECONDS);
            try {
                return select(select, name);
            } finally {
                select.setQueryTimeout(0); // H2 keeps it for the connection
            }
        }
    }

    private static Optional<ProjectionProgress> select(Connection connection, String statement, String name)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(statement)) {
            return select(select, name);
        }
    }

    private static Optional<ProjectionProgress> select(PreparedStatement select, String name) throws SQLException {
        select.setString(1, name);
        try (ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(progress(row)) : Optional.empty();
        }
    }

    Map<String, ProjectionProgress> all(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.allProjections());
                ResultSet rows = select.executeQuery()) {
            Map<String, ProjectionProgress> all = new TreeMap<>();
            while (rows.next()) {
                all.put(rows.getString(5), progress(rows));
            }
            return all;
        }
    }

    private static ProjectionProgress progress(ResultSet row) throws SQLException {
        long failed = row.getLong(3);
        Long failedPosition = row.wasNull() ? null : failed;
        return new ProjectionProgress(row.getLong(1), row.getBoolean(2), failedPosition, row.getString(4));
    }

    void insert(Connection connection, String name, long position) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql.insertProjection())) {
            insert.setString(1, name);
            insert.setLong(2, position);
            insert.setLong(3, System.currentTimeMillis());
            insert.executeUpdate();
        }
    }

    /** Only if it is as it was when it was locked: what nobody else can have changed, unless the database locks nothing. */
    void update(Connection connection, String name, ProjectionProgress before, ProjectionProgress after)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql.updateProjection())) {
            update.setLong(1, after.position());
            update.setBoolean(2, after.paused());
            Long failed = after.failedPosition();
            if (failed == null) {
                update.setNull(3, Types.BIGINT);
            } else {
                update.setLong(3, failed);
            }
            update.setString(4, after.error());
            update.setLong(5, System.currentTimeMillis());
            update.setString(6, name);
            update.setLong(7, before.position());
            if (update.executeUpdate() != 1) {
                throw new SQLException(
                        "The row of projection '%s' was changed under its lock".formatted(name), "40001");
            }
        }
    }
}
