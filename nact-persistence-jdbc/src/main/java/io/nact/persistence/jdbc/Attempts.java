package io.nact.persistence.jdbc;

import java.sql.SQLException;
import java.util.List;

/** What a {@link Settlement} can try. */
interface Attempts {

    /** Stores all of them. If it throws, either nothing is stored or nobody knows; {@link SqlFailure} tells which. */
    void commit(List<Write> writes) throws SQLException;

    /** Which of them are stored, by their own writer. */
    List<Write> stored(List<Write> writes) throws SQLException;
}
