package io.nact.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a system counts about its actors, by type. Any thread may read. An actor whose protocol is {@link Void} takes no
 * messages and is not counted.
 */
public interface ActorMetrics {

    /**
     * Tells the listener each type of actor: at once those that are known, the others when their first actor is
     * spawned, on the spawning thread. What it throws is logged, and a recorder that throws is not used again.
     *
     * @return ends the listening
     */
    Registration listen(Listener listener);

    /** The types that are known now, in no order. */
    List<TypeMetrics> types();

    /** What the system carries now. Cheap however many actors there are. */
    Load load();

    /** A look at all actors, for all types and dispatchers at once. Walks the tree. */
    Snapshot snapshot();

    /**
     * What a system carries.
     *
     * @param waiting how many messages wait or are stashed, of all actors together; about so many if many may
     * @param maxMessages how many may
     * @param stuckTurns how many turns have kept their threads for longer than the system's limit, as of the last look
     */
    record Load(long waiting, long maxMessages, int stuckTurns) {}

    /**
     * What a look at all actors has shown.
     *
     * @param waiting what waits, by the name of the type; types of which nothing waits are not in it
     * @param dispatchers those on which actors take their turns
     */
    record Snapshot(Map<String, Waiting> waiting, List<DispatcherLoad> dispatchers) {

        /** What waits for actors of this type. */
        public Waiting waiting(String type) {
            return waiting.getOrDefault(type, Waiting.NOTHING);
        }
    }

    /**
     * Messages that wait in mailboxes, without those in hand and those that are stashed.
     *
     * @param messages how many, exactly
     * @param oldest how long the oldest of them has waited, as far as looks have shown: the engine looks each second, from
     *     the first snapshot until two minutes after the last, and more seldom if a look takes more than a hundredth of that.
     *     So it is late by up to the time between two looks, and from then on grows with the clock
     */
    record Waiting(long messages, Duration oldest) {

        /** None. */
        public static final Waiting NOTHING = new Waiting(0, Duration.ZERO);
    }

    /**
     * What a dispatcher has to do.
     *
     * @param name its name
     * @param busy how many threads run its actors
     * @param queued how many of its actors have something to do and wait for a thread, and turns that take place beside
     *     others likewise
     * @param stuck how many turns on it have kept their threads for longer than the system's limit, as of the last look
     */
    record DispatcherLoad(String name, int busy, int queued, int stuck) {}

    /** Somebody listens. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {

        /** Ends that: the listener and its recorders are told nothing more, but for what is just being told. */
        @Override
        void close();
    }

    /** Learns of types of actors, and of what is counted about them. */
    @FunctionalInterface
    interface Listener {

        /**
         * A type has its first actor.
         *
         * @return what is to be told how long turns of this type took
         */
        TurnRecorder typeAdded(TypeMetrics type);

        /**
         * Something has happened to actors of the type that had not happened before; told once for each, after its type, on
         * the thread on which it happened. It must be quick.
         *
         * @param count how often, from now on; any thread may ask
         */
        default void countAdded(TypeMetrics type, Counted what, LongSupplier count) {}

        /** Actors take their turns on a dispatcher of this name; told once for each. */
        default void dispatcherAdded(String name) {}
    }

    /**
     * Takes durations, in nanoseconds. Called in the turn, or by whoever completes an ask, so it must be quick; of messages
     * that were told about a thousand a second of each type are measured, or one of 256 if that is more.
     */
    @FunctionalInterface
    interface TurnRecorder {

        /** A turn took that many nanoseconds from its start to its end, waiting for its stage included. */
        void record(long nanos);

        /** A message was sent so long before its turn began. */
        default void waited(long nanos) {}

        /** An ask has ended for its asker so long after it was sent. */
        default void answered(Answer answer, long nanos) {}
    }

    /** The actors of one type. */
    interface TypeMetrics {

        /** The name of the type. */
        String type();

        /** How many live now. */
        long live();

        /** How many messages wait in their mailboxes now, without those in hand. Walks the tree of actors. */
        long waiting();

        /**
         * How often messages ended in each way, exactly: as many as have been sent, without those that wait, are stashed or are
         * in hand.
         */
        Map<Counted.Messages, Long> messages();

        /** How often actors crashed, by exception. */
        Map<Counted.Crashes, Long> crashes();

        /** How often actors were reset, by the exception that led to it. */
        Map<Counted.Resets, Long> resets();

        /** How many messages ended so, of all types together. */
        long messages(Outcome outcome);
    }
}
