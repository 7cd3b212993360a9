package io.nact;

/** Binds an action to the transaction of the calling thread; {@link SystemOptions#withTransactions} gives it to a system. */
@FunctionalInterface
public interface TransactionBinding {

    /**
     * Has the action run, on this thread, when the transaction has committed, and never if it is rolled back.
     *
     * @return false if no transaction is active; the action has been left alone then
     */
    boolean afterCommit(Runnable action);
}
