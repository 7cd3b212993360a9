package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.util.List;

/** What a {@link Settlement} can try. */
interface Attempts {

    /** Stores all of them. If it throws, either nothing is stored or nobody knows; {@link SqlFailure} tells which. */
    void commit(List<Write> writes) throws SQLException;

    /** Which of them are stored, by their own writer. */
    List<Write> stored(List<Write> writes) throws SQLException;

    /** Whether all keys that it says itself are there to be taken, so that it is another one that was taken. */
    boolean isFree(Write write) throws SQLException;
}
