package io.nact.spring.transaction;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * Runs an action after a commit. One that is registered while others already run after the commit is not called for that
 * any more, but for the completion; one that is registered behind a savepoint goes with the rollback to it.
 */
final class OnCommit implements TransactionSynchronization {

    /** What has been set since this was registered. */
    private final Set<Object> savepoints = new HashSet<>();

    private @Nullable Runnable action;

    OnCommit(Runnable action) {
        this.action = action;
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.add(savepoint);
    }

    @Override
    public void savepointRollback(Object savepoint) {
        if (!savepoints.contains(savepoint)) {
            action = null;
        }
    }

    @Override
    public void afterCommit() {
        Runnable due = action;
        action = null;
        if (due != null) {
            due.run();
        }
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED) {
            afterCommit();
        }
    }
}
