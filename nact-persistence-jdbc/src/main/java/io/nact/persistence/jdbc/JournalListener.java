package io.nact.persistence.jdbc;

/**
 * Is told what a storage writes. Called by the threads that write and by those that ask for it: it returns at once. What it
 * throws is logged.
 */
public interface JournalListener {

    /**
     * A write has been answered: the events of one message, or one state.
     *
     * @param nanos how long whoever wrote has waited, in the queue and for the database
     */
    void written(WriteOutcome outcome, long nanos);

    /** So many events, and states, are about to be stored by one transaction. */
    void batch(int events);
}
