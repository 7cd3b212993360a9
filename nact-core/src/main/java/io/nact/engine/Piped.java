package io.nact.engine;

import java.util.concurrent.atomic.LongAdder;

/** How many stages actors have piped to themselves, and how many of them have come to an end. Any thread. */
final class Piped {

    private final LongAdder begun = new LongAdder();

    private final LongAdder over = new LongAdder();

    void begins() {
        begun.increment();
    }

    /** The stage has completed, and the actor has been sent what came of it. */
    void ends() {
        over.increment();
    }

    /** Whether at a moment of this call no stage was to come. */
    boolean areOver() {
        // Both only grow and the first is read first: if they are equal, they were so in between.
        long ended = over.sum();
        return ended == begun.sum();
    }
}
