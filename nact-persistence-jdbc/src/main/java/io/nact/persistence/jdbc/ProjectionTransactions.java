package io.nact.persistence.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/**
 * How the transactions in which projections go on are begun and ended, for those who have them managed, as by Spring. They
 * belong to the thread that calls.
 */
public interface ProjectionTransactions {

    /**
     * Works on a connection, in a new transaction: commits it afterwards, or rolls it back if something is thrown, which is
     * thrown on.
     */
    <T> T execute(Work<T> work) throws SQLException;

    /** Does something while the transaction waits, and takes no part in it. */
    default <T> T outside(Callable<T> work) throws Exception {
        return work.call();
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {

        /** Does it; whoever does neither commits nor rolls back, nor closes the connection. */
        T on(Connection connection) throws SQLException;
    }
}
