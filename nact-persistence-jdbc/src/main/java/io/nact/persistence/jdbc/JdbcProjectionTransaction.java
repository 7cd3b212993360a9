package io.nact.persistence.jdbc;

import io.nact.persistence.journal.ProjectionTransaction;
import java.sql.Connection;
import java.util.concurrent.Callable;

/** A transaction on a connection. */
record JdbcProjectionTransaction(Connection connection, ProjectionTransactions transactions)
        implements ProjectionTransaction {

    @Override
    public <T> T resource(Class<T> type) {
        if (!type.isInstance(connection)) {
            throw new IllegalArgumentException(
                    "A transaction of a database has no %s, but a java.sql.Connection".formatted(type.getName()));
        }
        return type.cast(connection);
    }

    @Override
    public <T> T outside(Callable<T> work) throws Exception {
        return transactions.outside(work);
    }
}
