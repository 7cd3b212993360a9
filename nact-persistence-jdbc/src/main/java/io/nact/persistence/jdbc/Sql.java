package io.nact.persistence.jdbc;

import java.util.Collections;

/** The statements that are the same everywhere, for one prefix. */
record Sql(String prefix) {

    private static final String EVENT =
            "sequence_nr, position, event_type, event_version, payload, metadata, tags, writer, created_at";

    String events() {
        return prefix + "event";
    }

    String snapshots() {
        return prefix + "snapshot";
    }

    String states() {
        return prefix + "state";
    }

    String projections() {
        return prefix + "projection";
    }

    String commands() {
        return prefix + "command";
    }

    String lockTable() {
        return prefix + "journal_lock";
    }

    /** Whoever has this row is the only one who hands out positions, until its transaction ends. */
    String lock() {
        return "SELECT id FROM " + lockTable() + " WHERE id = 1 FOR UPDATE";
    }

    /** Of so many ids, each from a number on that should be the last. */
    String lastNumbers(int ids) {
        return "SELECT persistence_id, MAX(sequence_nr) FROM " + events() + " WHERE "
                + String.join(" OR ", Collections.nCopies(ids, "(persistence_id = ? AND sequence_nr >= ?)"))
                + " GROUP BY persistence_id";
    }

    String insertEvent() {
        return "INSERT INTO " + events() + " (persistence_id, sequence_nr, slice, event_type, event_version, payload,"
                + " metadata, tags, writer, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /** How many of these numbers are taken, and how many of those by this writer. */
    String writers() {
        return "SELECT COUNT(*), COALESCE(SUM(CASE WHEN writer = ? THEN 1 ELSE 0 END), 0) FROM " + events()
                + " WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ?";
    }

    String range() {
        return "SELECT MIN(sequence_nr), MAX(sequence_nr) FROM " + events()
                + " WHERE persistence_id = ? AND sequence_nr > ?";
    }

    /** By numbers, never by LIMIT: H2 and MariaDB each plan one form of that thirty times slower. */
    String replay() {
        return "SELECT " + EVENT + " FROM " + events()
                + " WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ? ORDER BY sequence_nr";
    }

    /** Of a stretch of positions; what is wanted of it, and how many, comes after this. */
    String feed() {
        return "SELECT " + EVENT + ", persistence_id FROM " + events() + " WHERE position > ? AND position <= ?";
    }

    String head() {
        return "SELECT MAX(position) FROM " + events();
    }

    String firstAfter() {
        return "SELECT position FROM " + events() + " WHERE position > ? ORDER BY position LIMIT 1";
    }

    String eraseEvents() {
        return "UPDATE " + events()
                + " SET event_type = ?, event_version = ?, payload = ?, metadata = NULL, tags = NULL"
                + " WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ?";
    }

    String deleteEvents() {
        return "DELETE FROM " + events() + " WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ?"
                + " AND position <= ?";
    }

    String insertSnapshot() {
        return "INSERT INTO " + snapshots() + " (state_type, state_version, payload, metadata, created_at,"
                + " persistence_id, sequence_nr) VALUES (?, ?, ?, ?, ?, ?, ?)";
    }

    /** Of the same values, in the same order. */
    String updateSnapshot() {
        return "UPDATE " + snapshots() + " SET state_type = ?, state_version = ?, payload = ?, metadata = ?,"
                + " created_at = ? WHERE persistence_id = ? AND sequence_nr = ?";
    }

    String snapshotNumbers() {
        return "SELECT sequence_nr FROM " + snapshots() + " WHERE persistence_id = ? ORDER BY sequence_nr DESC";
    }

    String snapshot() {
        return "SELECT state_type, state_version, payload, metadata FROM " + snapshots()
                + " WHERE persistence_id = ? AND sequence_nr = ?";
    }

    String newestSnapshot() {
        return "SELECT MAX(sequence_nr) FROM " + snapshots() + " WHERE persistence_id = ? AND sequence_nr <= ?";
    }

    String deleteSnapshots() {
        return "DELETE FROM " + snapshots() + " WHERE persistence_id = ? AND sequence_nr BETWEEN ? AND ?";
    }

    String insertState() {
        return "INSERT INTO " + states() + " (state_type, state_version, payload, writer, metadata, updated_at,"
                + " persistence_id, revision) VALUES (?, ?, ?, ?, ?, ?, ?, 1)";
    }

    String updateState() {
        return "UPDATE " + states() + " SET state_type = ?, state_version = ?, payload = ?, writer = ?, metadata = ?,"
                + " updated_at = ?, revision = revision + 1 WHERE persistence_id = ? AND revision = ?";
    }

    String state() {
        return "SELECT revision, state_type, state_version, payload, metadata, writer, updated_at FROM " + states()
                + " WHERE persistence_id = ?";
    }

    String projection() {
        return "SELECT position, paused, failed_position, error FROM " + projections()
                + " WHERE name = ? AND segment = 0";
    }

    String allProjections() {
        return "SELECT position, paused, failed_position, error, name FROM " + projections() + " WHERE segment = 0";
    }

    String insertProjection() {
        return "INSERT INTO " + projections() + " (name, segment, position, updated_at) VALUES (?, 0, ?, ?)";
    }

    String updateProjection() {
        return "UPDATE " + projections() + " SET position = ?, paused = ?, failed_position = ?, error = ?,"
                + " updated_at = ? WHERE name = ? AND segment = 0 AND position = ?";
    }

    String insertCommand() {
        return "INSERT INTO " + commands()
                + " (persistence_id, command_id, sequence_nr, created_at) VALUES (?, ?, ?, ?)";
    }

    String command() {
        return "SELECT sequence_nr FROM " + commands() + " WHERE persistence_id = ? AND command_id = ?";
    }

    /** Any of them: who has more than the limit looks for each. */
    String someCommands() {
        return "SELECT command_id, sequence_nr FROM " + commands() + " WHERE persistence_id = ? LIMIT ?";
    }

    String deleteCommands() {
        return "DELETE FROM " + commands() + " WHERE persistence_id = ? AND sequence_nr <= ?";
    }

    String oldestCommand() {
        return "SELECT MIN(created_at) FROM " + commands();
    }

    String deleteOldCommands() {
        return "DELETE FROM " + commands() + " WHERE created_at >= ? AND created_at < ?";
    }
}
