package io.nact.dashboard;

import io.nact.ActorSystem;
import io.nact.dashboard.Sample.Concern;
import io.nact.dashboard.Sample.Kind;
import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorRow;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Failure;
import io.nact.inspect.Inspector;
import io.nact.inspect.Ranking;
import io.nact.inspect.Summary;
import io.nact.path.ActorPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the actors that somebody should look at: each one once, for the worst reason. */
final class Concerns {

    /** Shorter than the time between two looks, so that a turn that is seen by two of them is one. */
    private static final Duration STUCK = Duration.ofMillis(800);

    private static final Duration LONG = Duration.ofSeconds(5);

    private static final double FULL = 0.8;

    /** Crashes within {@link #LATELY} from which on an actor is a concern. */
    private static final int CRASHES = 3;

    private static final Duration LATELY = Duration.ofSeconds(10);

    private final Inspector inspector;

    Concerns(ActorSystem system) {
        this.inspector = system.inspect();
    }

    List<Concern> of(Summary summary) {
        Set<ActorPath> named = new HashSet<>();
        return Stream.of(stuck(summary), crashing(), saturated(summary), waiting(summary), old(summary))
                .flatMap(Function.identity())
                .filter(concern -> named.add(concern.actor().path()))
                .toList();
    }

    private static Stream<Concern> stuck(Summary summary) {
        return top(summary, Ranking.ON_THREAD)
                .filter(actor -> actor.inHand().compareTo(STUCK) >= 0)
                .map(actor -> new Concern(Kind.STUCK, actor, 0));
    }

    private static Stream<Concern> waiting(Summary summary) {
        return top(summary, Ranking.IN_HAND)
                .filter(actor ->
                        actor.status() == ActorStatus.WAITING && actor.inHand().compareTo(LONG) >= 0)
                .map(actor -> new Concern(Kind.WAITING, actor, 0));
    }

    private static Stream<Concern> old(Summary summary) {
        return top(summary, Ranking.AGE)
                .filter(actor -> actor.age().compareTo(LONG) >= 0)
                .map(actor -> new Concern(Kind.OLD, actor, 0));
    }

    private static Stream<Concern> saturated(Summary summary) {
        return top(summary, Ranking.FULLNESS)
                .filter(actor -> actor.depth() >= FULL * actor.capacity())
                .map(actor -> new Concern(Kind.SATURATED, actor, 0));
    }

    private Stream<Concern> crashing() {
        Instant since = Instant.now().minus(LATELY);
        Map<ActorPath, Long> crashes = inspector.failures(Inspector.MOST).stream()
                .takeWhile(failure -> failure.at().isAfter(since))
                .collect(Collectors.groupingBy(Failure::actor, Collectors.counting()));
        return crashes.entrySet().stream()
                .filter(entry -> entry.getValue() >= CRASHES)
                .sorted(Map.Entry.<ActorPath, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(Sampler.CANDIDATES)
                .flatMap(entry -> inspector.actor(entry.getKey()).stream()
                        .map(ActorDetails::actor)
                        .map(actor -> new Concern(
                                Kind.CRASHING, actor, entry.getValue().intValue())));
    }

    private static Stream<ActorRow> top(Summary summary, Ranking ranking) {
        return summary.top().getOrDefault(ranking, List.of()).stream();
    }
}
