package io.nact.persistence.memory;

import io.nact.persistence.journal.ProjectionTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The transaction of a projection that keeps what it makes in memory. A handler gets it by
 * {@code transaction.resource(InMemoryTransaction.class)}.
 */
public final class InMemoryTransaction implements ProjectionTransaction {

    private final List<Runnable> actions = new ArrayList<>();

    InMemoryTransaction() {}

    /**
     * Has something done when the transaction commits, and not at all if it rolls back: what a handler changes at once is not
     * undone. It throws nothing.
     */
    public void onCommit(Runnable action) {
        actions.add(action);
    }

    void commit() {
        actions.forEach(Runnable::run);
    }

    @Override
    public <T> T resource(Class<T> type) {
        if (!type.isInstance(this)) {
            throw new IllegalArgumentException(
                    "A transaction in memory has no %s, but an InMemoryTransaction".formatted(type.getName()));
        }
        return type.cast(this);
    }

    @Override
    public <T> T outside(Callable<T> work) throws Exception {
        return work.call();
    }
}
