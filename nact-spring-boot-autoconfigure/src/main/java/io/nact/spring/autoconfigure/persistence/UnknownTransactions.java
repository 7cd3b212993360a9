package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.jdbc.InvalidSchemaException;
import io.nact.persistence.jdbc.ProjectionTransactions;

/**
 * Those of nobody knows which manager: keeps projections from starting, since what their handlers write might not be stored
 * together with their positions. An application without projections may have as many managers as it likes.
 */
final class UnknownTransactions implements ProjectionTransactions {

    @Override
    public <T> T execute(Work<T> work) {
        throw new InvalidSchemaException(
                "There are several transaction managers, of which none is marked for nact's projections and none is primary.",
                "Annotate the bean method of that of nact's data source with @NactTransactionManager, or with @Primary.");
    }
}
