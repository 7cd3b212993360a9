package io.nact.dashboard;

import io.nact.inspect.ActorRow;
import io.nact.metrics.ActorMetrics.DispatcherLoad;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stream of the page carries each second. Times are seconds, rates are per second since the sample before; they
 * are null in the first one.
 *
 * @param at when, in milliseconds since the epoch
 * @param system the system as a whole
 * @param total what is counted, of all types together
 * @param types each type of actors, by name
 * @param attention who needs somebody's attention, worst first
 * @param dispatchers what each dispatcher has to do
 */
record Sample(
        long at,
        SystemState system,
        Total total,
        List<TypeState> types,
        List<Concern> attention,
        List<DispatcherLoad> dispatchers) {

    /**
     * A system.
     *
     * @param actors how many live
     * @param waiting how many messages wait or are stashed
     * @param maxMessages how many may
     */
    record SystemState(String name, double uptime, boolean running, long actors, long waiting, long maxMessages) {}

    /**
     * What is counted since the start, and how much of it happens a second.
     *
     * @param handled messages that an actor has handled, well or with an exception
     * @param crashes those whose exception crashed it
     * @param deadLetters those that no actor handled
     * @param failures those handled with an exception, a second
     */
    record Total(
            long handled,
            long crashes,
            long deadLetters,
            @Nullable Double rate,
            @Nullable Double failures,
            @Nullable Double letters) {}

    /**
     * The actors of one type.
     *
     * @param waiting how many messages wait in their mailboxes
     * @param oldest how long the oldest of them has waited
     * @param p50 what half of the turns of late did not take longer than; null without turns
     */
    record TypeState(
            String name,
            long actors,
            @Nullable Double rate,
            @Nullable Double failures,
            long waiting,
            double oldest,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}

    /**
     * An actor that somebody should look at.
     *
     * @param crashes how often it has crashed of late; 0 where that is not the concern
     */
    record Concern(Kind kind, ActorRow actor, int crashes) {}

    /** Why an actor is a concern, worst first. */
    enum Kind {
        /** Its turn has kept a thread for long. */
        STUCK,
        /** It crashes again and again. */
        CRASHING,
        /** Its mailbox is almost full. */
        SATURATED,
        /** Its turn has waited for a stage for long. */
        WAITING,
        /** Its messages wait for long. */
        OLD
    }
}
