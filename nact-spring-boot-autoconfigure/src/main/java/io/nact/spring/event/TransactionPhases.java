package io.nact.spring.event;

import io.nact.spring.EventPhase;
import io.nact.spring.transaction.SpringTransactions;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs an action in a phase of the transaction of the calling thread. */
record TransactionPhases(EventPhase phase, Runnable action) implements TransactionSynchronization {

    /** False if there is no transaction. */
    static boolean defer(EventPhase phase, Runnable action) {
        if (!SpringTransactions.isActive()) {
            return false;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionPhases(phase, action));
        return true;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        if (phase == EventPhase.BEFORE_COMMIT) {
            action.run();
        }
    }

    /** Also called for what is registered while others run after the commit already. */
    @Override
    public void afterCompletion(int status) {
        boolean due = switch (phase) {
            case AFTER_COMMIT -> status == STATUS_COMMITTED;
            case AFTER_ROLLBACK -> status == STATUS_ROLLED_BACK;
            case AFTER_COMPLETION -> true;
            default -> false;
        };
        if (due) {
            action.run();
        }
    }
}
