package io.nact.spring;

/** When an actor is told of an application event that is published in a transaction. Without one, it is told at once. */
public enum EventPhase {
    /** At once, whether or not there is a transaction. */
    IMMEDIATE,
    /** Before the transaction commits. */
    BEFORE_COMMIT,
    /** After the transaction has committed, and never if it is rolled back. */
    AFTER_COMMIT,
    /** After the transaction has been rolled back, and never if it commits. */
    AFTER_ROLLBACK,
    /** After the transaction has ended in either way. */
    AFTER_COMPLETION
}
