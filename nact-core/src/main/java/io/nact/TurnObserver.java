package io.nact;

import io.nact.path.ActorPath;
import org.jspecify.annotations.Nullable;

/**
 * Sees turns from their beginnings to their ends, to trace them. A system has none unless
 * {@link SystemOptions#withTurnObserver} names one.
 *
 * <p>Called by all threads, and for each message, so that it must be quick. What it throws is logged, and the turn goes on
 * as if nobody saw it.
 */
@FunctionalInterface
public interface TurnObserver {

    /**
     * A turn begins on the calling thread, which carries what the sender's did.
     *
     * @return what sees the rest of it, or null if nobody wants to
     */
    @Nullable
    Observed begins(Beginning turn);

    /**
     * What begins.
     *
     * @param actorType the name of the actor's type; for an entity that of its kind
     * @param actor the actor
     * @param message what is to be handled, as it was sent
     * @param messageName what its class is called in metrics: a name also for a lambda or an anonymous class, the same each
     *     time the program runs, and one of a bounded number for each type of actor
     */
    record Beginning(String actorType, ActorRef<?> actor, Object message, String messageName) {

        /** Where the actor is. Made when it is asked for. */
        public ActorPath path() {
            return actor.path();
        }
    }

    /** A turn that has begun. */
    interface Observed {

        /**
         * Runs a part of the turn, once, on the calling thread: the handler, what follows when its stage has completed, what
         * is said and decided about its failure. What the part sends takes along what the thread carries by then.
         */
        void run(Runnable part);

        /**
         * The turn has ended. Called once, by any thread, after all parts but those of a turn that was abandoned.
         *
         * @param failure what was thrown, if it {@linkplain Outcome failed}
         */
        void ends(Outcome outcome, @Nullable Throwable failure);
    }

    /** What came of a message in its turn. */
    enum Outcome {
        /** Handled well. */
        HANDLED,
        /** Handled with an exception that was the asker's answer, and no crash. */
        ERROR,
        /** Handled with an exception that crashed the actor. */
        CRASH,
        /** Not handled, as the handler says. */
        UNHANDLED,
        /** Set aside, for a later turn. */
        STASHED,
        /** Not set aside, for the stash is full. */
        FULL,
        /** Handed to another actor, with its asker. */
        FORWARDED,
        /** Given up with the actor, which was to stop and did not. */
        ABANDONED
    }
}
