package io.nact.inspect;

/** In which order the first few of many actors are found. */
public enum Ranking {
    /** Most messages waiting. */
    DEPTH,
    /** Most messages waiting for what its mailbox takes; without those whose mailbox has no limit. */
    FULLNESS,
    /** Oldest waiting message. */
    AGE,
    /** Longest in one turn, whether that holds a thread or waits for a stage. */
    IN_HAND,
    /** Longest in one turn that holds a thread: the stuck ones. Of their turns only those are looked at. */
    ON_THREAD,
    /** Most crashes. */
    CRASHES,
    /** Most messages handled a second, of late. */
    RATE,
    /** Most memory, as it is estimated. */
    MEMORY
}
