package io.nact.inspect;

/** In which order the first few of many actors are found. */
public enum Ranking {
    /** Most messages waiting. */
    DEPTH,
    /** Oldest waiting message. */
    AGE,
    /** Longest in one turn: the stuck ones. */
    IN_HAND,
    /** Most crashes. */
    CRASHES,
    /** Most messages handled a second, of late. */
    RATE,
    /** Most memory, as it is estimated. */
    MEMORY
}
