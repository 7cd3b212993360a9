package io.nact;

import org.jspecify.annotations.Nullable;

/**
 * Carries what belongs to a sender's thread, such as its trace or its user, to the turns that handle its messages, and to
 * what follows the replies. A system has none unless {@link SystemOptions#withContextPropagation} names one.
 *
 * <p>Called by all threads, and for each message: the methods must be quick, and must not throw.
 */
public interface ContextPropagation {

    /** What the calling thread carries now, as a copy that is its own; null if that is nothing. */
    @Nullable
    Object capture();

    /**
     * What of it goes on with the message of a timer that the calling thread starts, if there is but one: by default
     * nothing, for a timer acts on nobody's behalf. Null if that is nothing.
     */
    default @Nullable Object captureForTimer() {
        return null;
    }

    /**
     * Runs the task, once, on the calling thread, which meanwhile carries what was captured and nothing else; nothing at all
     * for null. Afterwards the thread carries what it did before, whatever the task has left behind.
     */
    void run(@Nullable Object captured, Runnable task);
}
