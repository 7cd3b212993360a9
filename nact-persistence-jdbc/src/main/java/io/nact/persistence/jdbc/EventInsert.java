package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way to get the events of a batch into the table, in order, behind the lock row. */
interface EventInsert {

    /** Whether one statement takes the lock, too, so that no transaction around it is needed. */
    boolean locks();

    /** Inserts all events of the writes. If it does not lock itself, the transaction of the connection has the lock already. */
    void insert(Connection connection, List<EventWrite> writes, long now) throws SQLException;

    /** As they are stored: with a bar at each end of each, so that one can be searched for; {@code null} if there is none. */
    static @Nullable String barred(Set<String> tags) {
        return tags.isEmpty()
                ? null
                : "|" + String.join("|", tags.stream().sorted().toList()) + "|";
    }
}
