package io.nact.persistence.projection;

import java.time.Duration;

/**
 * What a projection does before its next look.
 *
 * @param kind whether it rests at all, and what wakes it
 * @param time how long at most; for an {@link Kind#IDLE} one it is the runner's to say
 */
record Rest(Kind kind, Duration time) {

    static final Rest NONE = new Rest(Kind.NONE, Duration.ZERO);

    static final Rest IDLE = new Rest(Kind.IDLE, Duration.ZERO);

    enum Kind {
        NONE,
        /** Until there are new events. */
        IDLE,
        /** Until its time is over, or somebody calls. */
        WAITING
    }

    static Rest waiting(Duration time) {
        return new Rest(Kind.WAITING, time);
    }
}
