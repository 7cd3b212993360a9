package io.nact.engine;

/** What an actor is doing, apart from the turns it has open. */
enum Phase {
    /** Not yet run. */
    NEW,
    /** Takes messages, as far as its open turns allow. */
    READY,
    /** Waits for a decision about a crash. */
    SUSPENDED,
    /** Waits for its children to end before a fresh life. */
    RESETTING,
    /** Waits for its children to end before it is closed, unless a message comes. */
    PASSIVATING,
    /** Waits for its children to end before its last turn. */
    STOPPING,
    /** Is no more. */
    ENDED
}
