package io.nact.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link ActorsEndpoint} answers: a record for each question. Their names and units are what clients rely on. Paths are
 * as {@link io.nact.path.ActorPath#toString()} writes them; what is null is left out.
 */
public sealed interface ActorsDescription {

    /** All actors at one glance: what is said about each type, added up, and the first few in some orders. */
    record Overview(
            String system,
            double uptimeSeconds,
            boolean running,
            long actors,
            Map<String, Long> statuses,
            long depth,
            double ageSeconds,
            long crashes,
            long bytes,
            List<Type> types,
            Map<String, List<Row>> top,
            List<Failed> failures)
            implements ActorsDescription {}

    /** The first few actors in an order. */
    record Top(String top, List<Row> actors) implements ActorsDescription {}

    /** A page of the children of an actor. */
    record Children(String below, int page, int size, int total, List<Row> actors) implements ActorsDescription {}

    /** Actors that have been found. */
    record Found(String search, List<Row> actors) implements ActorsDescription {}

    /** One actor. {@code capacity} is left out without a limit. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(
            Row actor,
            String behavior,
            @Nullable Integer capacity,
            int stashed,
            List<Waiting> mailbox,
            List<Turn> turns,
            List<Failed> failures,
            int resets,
            int watchers,
            int timers,
            boolean suspendedByHand,
            int traced)
            implements ActorsDescription {}

    /** Who sends to whom, by type; {@code from} is left out for what comes from outside turns. */
    record Flow(double watchedSeconds, List<Edge> edges) implements ActorsDescription {}

    /** It has been sent to the actor, which will come to it. */
    record Sent(String path, String action) implements ActorsDescription {}

    /** No such actor lives; how those crashed that lived there. */
    record Unknown(String error, List<Failed> failures) implements ActorsDescription {}

    /** There is something wrong with the question. */
    record Mistake(String error) implements ActorsDescription {}

    /** The live actors of one type. */
    record Type(
            String type,
            long actors,
            Map<String, Long> statuses,
            long depth,
            double ageSeconds,
            long crashes,
            long bytes) {}

    /** One actor among many. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            String path,
            String type,
            String status,
            int depth,
            double ageSeconds,
            @Nullable String message,
            double inHandSeconds,
            int crashes,
            long handled,
            @Nullable Double rate,
            long bytes,
            int children) {}

    /** A message in a mailbox. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Waiting(String type, @Nullable String content) {}

    /** The handling of one message. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Turn(
            @Nullable String message,
            @Nullable String content,
            double lastingSeconds,
            @Nullable String thread,
            List<String> stack,
            @Nullable Awaited awaits) {}

    /** An answer that a turn waits for. */
    record Awaited(String actor, String message, double askedSeconds) {}

    /** A crash. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Failed(
            String actor,
            Instant at,
            @Nullable String message,
            String exception,
            @Nullable String text) {}

    /** A way that messages take. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Edge(@Nullable String from, String to, long messages, double rate) {}
}
