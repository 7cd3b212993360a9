package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionTransaction;
import java.util.concurrent.Callable;

/** What handlers get that run outside the transaction. */
enum OutsideTransaction implements ProjectionTransaction {
    INSTANCE;

    @Override
    public <T> T resource(Class<T> type) {
        throw new IllegalArgumentException(
                "There is no %s: with AT_LEAST_ONCE handlers run outside the transaction".formatted(type.getName()));
    }

    @Override
    public <T> T outside(Callable<T> work) throws Exception {
        return work.call();
    }
}
