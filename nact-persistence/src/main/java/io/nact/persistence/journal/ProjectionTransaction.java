package io.nact.persistence.journal;

import java.util.concurrent.Callable;

/** The transaction in which a projection goes on: what is written in it is stored with the projection's position, or not at all. */
public interface ProjectionTransaction {

    /**
     * What to write with: for a database its {@code java.sql.Connection}, on which whoever has it neither commits nor rolls
     * back.
     *
     * @throws IllegalArgumentException if the transaction has nothing of this type
     */
    <T> T resource(Class<T> type);

    /** Does something outside the transaction: what it writes stays whatever becomes of this one. */
    <T> T outside(Callable<T> work) throws Exception;
}
