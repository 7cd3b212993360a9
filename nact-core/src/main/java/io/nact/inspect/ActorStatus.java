package io.nact.inspect;

/** What an actor is doing. */
public enum ActorStatus {
    /** Has been spawned and has not begun its first life. */
    STARTING,
    /** Has nothing to do: nothing waits, and no turn is open. */
    IDLE,
    /** Has something to do, and waits for a thread. */
    READY,
    /** A thread runs its turn. */
    RUNNING,
    /** Its turn waits for the stage that the handler has returned; it keeps no thread. */
    WAITING,
    /** Has crashed, or one of its children has, and waits for the decision about that. */
    SUSPENDED,
    /** Somebody has suspended it by {@link Controls#suspend}, and it takes no more messages until it is resumed. */
    SUSPENDED_BY_HAND,
    /** Waits for its children to end before it begins a fresh life. */
    RESETTING,
    /** Is idle and waits for its children to end, and then ends until the next message for it. */
    PASSIVATING,
    /** Takes no more messages, handles those that wait, and then stops. */
    DRAINING,
    /** Is on its way out. */
    STOPPING,
    /** Nobody waits for its turn any more, which has outlived the time to stop; its children are still to end. */
    ABANDONED
}
