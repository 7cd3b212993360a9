package io.nact.spring.transaction;

import io.nact.TransactionBinding;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The transactions of Spring's transaction managers that are bound to threads; reactive ones are not seen. */
public final class SpringTransactions implements TransactionBinding {

    @Override
    public boolean afterCommit(Runnable action) {
        if (!isActive()) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new OnCommit(action));
        return true;
    }

    /** Whether the calling thread has a transaction that can be waited for. */
    public static boolean isActive() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Whether something of a transaction, or of a session that is open for a request, is bound to the calling thread, so that
     * the turn of an actor on it would take part.
     */
    public static boolean isBoundToThread() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.getResourceMap().isEmpty();
    }
}
