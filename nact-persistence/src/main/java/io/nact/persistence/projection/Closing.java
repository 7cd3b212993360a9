package io.nact.persistence.projection;

/** Whether the end of all projections has begun. */
final class Closing {

    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }
}
