package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failed statement says about the data, told without the driver's own words: those quote bound values, and what people
 * said to an actor belongs in no log.
 *
 * @param kind what may be done about it
 * @param state the SQLState, or {@code null} if there is none
 * @param code the database's own number for it
 * @param thrown the class of what was thrown
 */
record SqlFailure(Kind kind, @Nullable String state, int code, String thrown) {

    private static final int MYSQL_DUPLICATE_ENTRY = 1062;

    private static final int MYSQL_CHECK_VIOLATED = 3819;

    /** What may be done about a failed statement. */
    enum Kind {
        /** A key is there already. */
        KEY_TAKEN,
        /** The database does not take these values, and would not another time. */
        REJECTED,
        /** The connection, the server or the tables are not as they should be; nobody knows what has been done. */
        UNKNOWN
    }

    static SqlFailure of(Exception failure) {
        if (!(failure instanceof SQLException)) {
            return new SqlFailure(Kind.UNKNOWN, null, 0, failure.getClass().getName());
        }
        SQLException telling = telling((SQLException) failure);
        return new SqlFailure(
                kind(telling),
                telling.getSQLState(),
                telling.getErrorCode(),
                telling.getClass().getName());
    }

    /** Whether the statement speaks of what is not there or may not be touched, so that it would fail another time, too. */
    boolean isOfStatement() {
        return state != null && state.startsWith("42");
    }

    /** An exception with this failure's words and the stack of the one that was thrown. */
    SQLException withoutData(Exception failure) {
        SQLException clean = new SQLException(toString(), state, code);
        clean.setStackTrace(failure.getStackTrace());
        return clean;
    }

    @Override
    public String toString() {
        return "%s with SQLState %s, code %d".formatted(thrown, state, code);
    }

    /** A batch's failure often hides the row's behind itself. */
    private static SQLException telling(SQLException failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        SQLException best = failure;
        Throwable next = failure;
        while (next != null && seen.add(next)) {
            if (next instanceof SQLException sql) {
                if (kind(sql) != Kind.UNKNOWN) {
                    return sql;
                }
                if (best.getSQLState() == null) {
                    best = sql;
                }
                next = sql.getNextException() == null ? sql.getCause() : sql.getNextException();
            } else {
                next = next.getCause();
            }
        }
        return best;
    }

    private static Kind kind(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null || failure instanceof SQLTransientException || failure instanceof SQLRecoverableException) {
            return Kind.UNKNOWN;
        }
        if (state.equals("23505") || state.startsWith("23") && failure.getErrorCode() == MYSQL_DUPLICATE_ENTRY) {
            return Kind.KEY_TAKEN;
        }
        return state.startsWith("22") || state.startsWith("23") || isRaised(state) || isCheck(failure)
                ? Kind.REJECTED
                : Kind.UNKNOWN;
    }

    /** By a trigger, with PostgreSQL's RAISE or with SIGNAL. */
    private static boolean isRaised(String state) {
        return state.equals("P0001") || state.equals("45000");
    }

    /** MySQL has no state for that. */
    private static boolean isCheck(SQLException failure) {
        return failure.getErrorCode() == MYSQL_CHECK_VIOLATED && "HY000".equals(failure.getSQLState());
    }
}
