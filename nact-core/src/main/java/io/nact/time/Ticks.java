package io.nact.time;

/**
 * The machine's nanoseconds, which may overflow, as whole ticks since a start. A tick is 2^20 nanoseconds, about one
 * millisecond.
 */
record Ticks(long start) {

    private static final int BITS = 20;

    private static final long ROUND_UP = (1L << BITS) - 1;

    /** How many have passed. */
    long passed(long now) {
        return now - start >> BITS;
    }

    /** The first that is not before the delay has passed; for none, one that has passed. At most 146 years. */
    long after(long now, long delay) {
        return delay <= 0 ? 0 : now - start + delay + ROUND_UP >> BITS;
    }

    /** The first that is not before the time. */
    long notBefore(long time) {
        return time - start + ROUND_UP >> BITS;
    }

    /** The nanoseconds until then. */
    long nanosUntil(long tick, long now) {
        return (tick << BITS) - (now - start);
    }
}
