package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EventFilter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;

/** The statement that reads a stretch of all events, as far as they pass the filter. */
record FeedStatement(Tables tables, EventFilter filter) {

    private static final String ESCAPE = "!";

    String sql() {
        StringBuilder sql = new StringBuilder(tables.sql().feed());
        if (!filter.types().isEmpty()) {
            sql.append(" AND event_type IN (")
                    .append(String.join(", ", Collections.nCopies(filter.types().size(), "?")))
                    .append(')');
        }
        if (!filter.tags().isEmpty()) {
            sql.append(" AND (")
                    .append(String.join(
                            " OR ", Collections.nCopies(filter.tags().size(), "tags LIKE ? ESCAPE '" + ESCAPE + "'")))
                    .append(')');
        }
        return sql.append(" ORDER BY position LIMIT ?").toString();
    }

    void bind(PreparedStatement select, long after, long end, int limit) throws SQLException {
        int index = 1;
        select.setLong(index++, after);
        select.setLong(index++, end);
        for (String type : filter.types()) {
            select.setString(index++, type);
        }
        for (String tag : filter.tags()) {
            select.setString(index++, "%|" + literally(tag) + "|%");
        }
        select.setInt(index, limit);
    }

    private static String literally(String tag) {
        return tag.replace(ESCAPE, ESCAPE + ESCAPE).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_");
    }
}
