package io.nact.metrics;

/**
 * What a system counts about its actors, by type. Any thread may read. An actor whose protocol is {@link Void} takes no
 * messages and is not counted.
 */
public interface ActorMetrics {

    /**
     * Tells the listener each type of actor: at once those that are known, the others when their first actor is
     * spawned, on the spawning thread. What it throws is logged, and a recorder that throws is not used again.
     */
    void listen(Listener listener);

    /** Learns of types of actors. */
    @FunctionalInterface
    interface Listener {

        /**
         * A type has its first actor.
         *
         * @return what is to be told how long turns of this type took
         */
        TurnRecorder typeAdded(TypeMetrics type);
    }

    /** Takes durations of turns. Called in the turn, so it must be quick; under load only some turns are measured. */
    @FunctionalInterface
    interface TurnRecorder {

        /** A turn took that many nanoseconds from its start to its end, waiting for its stage included. */
        void record(long nanos);
    }

    /** The actors of one type. */
    interface TypeMetrics {

        /** The name of the type. */
        String type();

        /** How many live now. */
        long live();

        /** How many messages wait in their mailboxes now, without those in hand. Walks the tree of actors. */
        long waiting();
    }
}
