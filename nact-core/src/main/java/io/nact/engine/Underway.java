package io.nact.engine;

import java.util.concurrent.atomic.LongAdder;

/**
 * What goes on outside the actors: how many stages they have piped to themselves and answers have been given, and how many
 * of these have come to where they go. Any thread.
 */
final class Underway {

    private final LongAdder begun = new LongAdder();

    private final LongAdder over = new LongAdder();

    void begins() {
        begun.increment();
    }

    /** What came of the stage has been sent to the actor, or all has been done that follows the answer. */
    void ends() {
        over.increment();
    }

    /** Whether at a moment of this call there was nothing. */
    boolean isNothing() {
        // Both only grow and the first is read first: if they are equal, they were so in between.
        long ended = over.sum();
        return ended == begun.sum();
    }
}
