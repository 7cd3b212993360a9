package io.nact.inspect;

import io.nact.path.ActorPath;

/**
 * What can be done to a running actor by hand. Each goes to the actor as a signal, before the messages that wait, and is
 * carried out in its own turn: after the turn in hand, if there is one. Each answers whether such an actor lives; the root
 * of the tree is none. Any thread.
 */
public interface Controls {

    /** Stops the actor, as {@code ActorSystem.stop} does. */
    boolean stop(ActorPath actor);

    /** Has the actor take no more messages, handle those that wait, and then stop. One that is suspended by hand goes on first. */
    boolean drain(ActorPath actor);

    /** Begins a fresh life of the actor, which keeps its mailbox; as {@code Directive.RESET} does. */
    boolean reset(ActorPath actor);

    /**
     * Has the actor handle no more messages until it is {@linkplain #resume resumed}; they go on waiting, and so do its
     * ticks. A turn that waits for its stage goes on. A stop or a reset is carried out all the same.
     */
    boolean suspend(ActorPath actor);

    /** Lets an actor go on that has been suspended by hand. Without effect on the decision about a crash. */
    boolean resume(ActorPath actor);

    /**
     * Logs the next messages of the actor at level info, each with its type, how long it waited and how long it was
     * handled. Replaces what has been asked for before; 0 ends it.
     *
     * @throws IllegalArgumentException if the number is negative or above {@value #MOST_TRACED}
     */
    boolean trace(ActorPath actor, int messages);

    /**
     * Tells the message of a remembered dead letter to its receiver once more, to which it may be a dead letter again; the old
     * one is forgotten. An asker that there was learns nothing of it.
     *
     * @return what became of it
     */
    Resent resend(long deadLetter);

    /** Forgets all dead letters that are remembered; they stay counted. */
    int purge();

    /** What became of a dead letter that was to be sent again. */
    enum Resent {
        /** It has been sent. */
        SENT,
        /** No actor lives there that takes such a message; the letter is still remembered. */
        REFUSED,
        /** No dead letter of this number is remembered. */
        UNKNOWN
    }

    /** As many messages as can be traced at once. */
    int MOST_TRACED = 10_000;
}
