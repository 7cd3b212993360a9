package io.nact.persistence.projection;

/** How often a projection handles an event if something fails. */
public enum ProjectionMode {
    /**
     * Its handlers write in the transaction in which its position is stored: what they have written counts once, whatever
     * fails. What they do beside it, such as calling another service, may happen again.
     */
    EXACTLY_ONCE,

    /**
     * Its handlers run outside the transaction, and the position follows each event: it is handled again, it alone, if its
     * position could not be stored after it. For mails and calls of other services; slower, since nothing is batched.
     */
    AT_LEAST_ONCE
}
