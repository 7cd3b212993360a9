package io.nact.supervision;

/**
 * What to do about a crash: the ten decisions of nact, and with {@link #STOP_REST} and {@link #RESET_REST} the one of
 * Erlang's that it lacks, rest for one.
 *
 * <p>"The actor" is the one whose policy decides: the one that crashed or, when a child escalated its crash, the
 * parent. "The child" is the one that escalated; for a crash of the actor's own the decisions about the child or the
 * children leave the actor itself to {@link #RESUME}. No decision delivers the crashing message again, and a stop
 * beats a reset.
 */
public enum Directive {
    /** Stop the actor: its children first, then itself; what waits becomes dead letters. */
    STOP,
    /** Stop every child of the actor's parent, the actor among them. */
    STOP_ALL,
    /** Stop the child; the actor goes on. */
    STOP_CHILD,
    /** Stop all children; the actor goes on. */
    STOP_ALL_CHILDREN,
    /** Go on with the next message, state kept; a child that escalated goes on too. */
    RESUME,
    /** Stop the children, make fresh state, go on with the next message; the mailbox is kept in order. */
    RESET,
    /** Reset every child of the actor's parent, the actor among them. */
    RESET_ALL,
    /** Reset the child; the actor goes on. */
    RESET_CHILD,
    /** Reset all children; the actor goes on. */
    RESET_ALL_CHILDREN,
    /** Stop the actor and those children of its parent that were spawned after it. */
    STOP_REST,
    /** Reset the actor and those children of its parent that were spawned after it. */
    RESET_REST,
    /** Let the parent decide; the actor waits for it. */
    ESCALATE
}
