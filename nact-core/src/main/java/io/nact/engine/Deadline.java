package io.nact.engine;

/** Points on the system's clock until which somebody waits, or none. */
final class Deadline {

    /** Nobody waits, or for ever. */
    static final long NONE = Long.MAX_VALUE;

    private Deadline() {}

    /** How much time is left until then. */
    static long left(long deadline, long now) {
        return deadline == NONE ? NONE : deadline - now;
    }
}
