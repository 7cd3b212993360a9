package io.nact.benchmarks;

/** What is measured of a program. */
public enum Measure {
    /** How long its operations take, and what they cost meanwhile. */
    TIME,
    /** What they cost, while the time is the program's own: it waits for a clock. */
    COST,
    /** How much heap one run leaves behind: its operations are actors, spawned and idle by the end of it. */
    FOOTPRINT
}
