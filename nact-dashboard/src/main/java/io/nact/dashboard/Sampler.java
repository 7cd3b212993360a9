package io.nact.dashboard;

import io.nact.ActorSystem;
import io.nact.dashboard.Sample.SystemState;
import io.nact.dashboard.Sample.Total;
import io.nact.dashboard.Sample.TypeState;
import io.nact.event.DeadLetter;
import io.nact.inspect.Ranking;
import io.nact.inspect.Summary;
import io.nact.inspect.TypeSummary;
import io.nact.metrics.ActorMetrics;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at a system again and again, and says what has happened since the look before. Used by one thread. */
final class Sampler implements AutoCloseable {

    /** As many actors are looked at for each kind of concern. */
    static final int CANDIDATES = 8;

    private static final Set<Ranking> ORDERS =
            Set.of(Ranking.ON_THREAD, Ranking.FULLNESS, Ranking.IN_HAND, Ranking.AGE);

    private final ActorSystem system;

    private final Latencies latencies;

    private final Concerns concerns;

    private @Nullable Counts before;

    Sampler(ActorSystem system) {
        this.system = system;
        this.latencies = new Latencies(system.metrics());
        this.concerns = new Concerns(system);
    }

    Sample next() {
        Counts now = count();
        Rates rates = new Rates(before, now);
        before = now;
        Summary summary = system.inspect().summary(ORDERS, CANDIDATES);
        Map<String, TypeSummary> seen =
                summary.types().stream().collect(Collectors.toMap(TypeSummary::type, Function.identity()));
        return new Sample(
                System.currentTimeMillis(),
                state(summary),
                rates.total(),
                now.types().keySet().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(type -> type(type, rates, seen.get(type)))
                        .toList(),
                concerns.of(summary),
                system.metrics().snapshot().dispatchers());
    }

    private SystemState state(Summary summary) {
        ActorMetrics.Load load = system.metrics().load();
        return new SystemState(
                summary.system(),
                seconds(summary.uptime()),
                summary.running(),
                summary.total().actors(),
                load.waiting(),
                load.maxMessages());
    }

    private TypeState type(String type, Rates rates, @Nullable TypeSummary seen) {
        Histogram turns = latencies.histogram(type);
        TypeState state = new TypeState(
                type,
                seen == null ? 0 : seen.actors(),
                rates.handled(type),
                rates.failures(type),
                seen == null ? 0 : seen.depth(),
                seen == null ? 0 : seconds(seen.age()),
                turns.quantile(0.5),
                turns.quantile(0.95),
                turns.quantile(0.99));
        turns.fade();
        return state;
    }

    private Counts count() {
        Map<String, TypeCounts> types = new HashMap<>();
        List<TypeMetrics> metrics = system.metrics().types();
        metrics.forEach(type -> types.put(type.type(), TypeCounts.of(type)));
        long letters = Arrays.stream(DeadLetter.Reason.values())
                .mapToLong(system::deadLetters)
                .sum();
        return new Counts(System.nanoTime(), types, letters);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    @Override
    public void close() {
        latencies.close();
    }

    private record Counts(long nanos, Map<String, TypeCounts> types, long letters) {

        TypeCounts type(String name) {
            return types.getOrDefault(name, TypeCounts.NONE);
        }

        TypeCounts total() {
            return types.values().stream().reduce(TypeCounts.NONE, TypeCounts::plus);
        }
    }

    private record TypeCounts(long handled, long failures, long crashes) {

        static final TypeCounts NONE = new TypeCounts(0, 0, 0);

        static TypeCounts of(TypeMetrics type) {
            long errors = type.messages(Outcome.ERROR);
            long crashes = type.messages(Outcome.CRASH);
            return new TypeCounts(
                    type.messages(Outcome.HANDLED) + errors + crashes,
                    errors + crashes,
                    type.crashes().values().stream().mapToLong(Long::longValue).sum());
        }

        TypeCounts plus(TypeCounts other) {
            return new TypeCounts(handled + other.handled, failures + other.failures, crashes + other.crashes);
        }
    }

    private record Rates(@Nullable Counts before, Counts now) {

        Total total() {
            TypeCounts total = now.total();
            Counts then = before;
            return new Total(
                    total.handled(),
                    total.crashes(),
                    now.letters(),
                    rate(total.handled(), then == null ? 0 : then.total().handled()),
                    rate(total.failures(), then == null ? 0 : then.total().failures()),
                    rate(now.letters(), then == null ? 0 : then.letters()));
        }

        @Nullable
        Double handled(String type) {
            return rate(
                    now.type(type).handled(),
                    before == null ? 0 : before.type(type).handled());
        }

        @Nullable
        Double failures(String type) {
            return rate(
                    now.type(type).failures(),
                    before == null ? 0 : before.type(type).failures());
        }

        private @Nullable Double rate(long count, long earlier) {
            return before == null ? null : (count - earlier) * 1e9 / Math.max(1, now.nanos() - before.nanos());
        }
    }
}
