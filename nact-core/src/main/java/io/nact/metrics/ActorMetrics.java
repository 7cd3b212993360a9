package io.nact.metrics;

import java.util.List;

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

    /** The types that are known now, in no order. */
    List<TypeMetrics> types();

    /** What the system carries now. Cheap however many actors there are. */
    Load load();

    /**
     * What a system carries.
     *
     * @param waiting how many messages wait or are stashed, of all actors together; about so many if many may
     * @param maxMessages how many may
     * @param stuckTurns how many turns have kept their threads for longer than the system's limit, as of the last look
     */
    record Load(long waiting, long maxMessages, int stuckTurns) {}

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
