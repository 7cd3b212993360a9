package io.nact.engine;

import io.nact.inspect.ActorRow;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Ranking;
import io.nact.inspect.Summary;
import io.nact.inspect.TypeSummary;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All actors at one glance: adds up what a look sees of each. For one thread. */
final class Survey {

    private final LocalSystem system;

    private final Look look;

    private final Tally total = new Tally();

    private final Map<TypeStats, Tally> byType = new IdentityHashMap<>();

    private final List<Ranking> orders;

    private final List<Top> tops;

    /** Those of one type often come one after the other. */
    private @Nullable TypeStats typeBefore;

    private Tally tallyBefore = total;

    Survey(LocalSystem system, Look look, Set<Ranking> orders, int limit) {
        this.system = system;
        this.look = look;
        this.orders = List.copyOf(orders);
        this.tops = orders.stream().map(order -> new Top(limit)).toList();
    }

    /** What is known of several actors together. */
    private static final class Tally {

        private final long[] statuses = new long[ActorStatus.values().length];

        private long actors;

        private long depth;

        private long age;

        private long crashes;

        private long bytes;

        TypeSummary summary(String type) {
            Map<ActorStatus, Long> counts = new EnumMap<>(ActorStatus.class);
            for (ActorStatus status : ActorStatus.values()) {
                if (statuses[status.ordinal()] > 0) {
                    counts.put(status, statuses[status.ordinal()]);
                }
            }
            return new TypeSummary(type, actors, counts, depth, Duration.ofNanos(age), crashes, bytes);
        }
    }

    /** Parents of entities are not actors that somebody wrote, and of no type. */
    boolean add(Cell<?> actor) {
        if (actor.stats().isCounted()) {
            count(actor);
        }
        return true;
    }

    private void count(Cell<?> actor) {
        ActorStatus status = look.status(actor);
        int depth = actor.waiting();
        long age = look.age(actor);
        int crashes = look.crashes(actor);
        long bytes = look.bytes(actor);
        add(total, status, depth, age, crashes, bytes);
        add(tally(actor.stats()), status, depth, age, crashes, bytes);
        look.count(actor);
        for (int i = 0; i < tops.size(); i++) {
            double value = look.value(orders.get(i), actor);
            if (value > 0) {
                tops.get(i).add(actor, value);
            }
        }
    }

    private Tally tally(TypeStats type) {
        if (type != typeBefore) {
            typeBefore = type;
            tallyBefore = byType.computeIfAbsent(type, added -> new Tally());
        }
        return tallyBefore;
    }

    private static void add(Tally tally, ActorStatus status, int depth, long age, int crashes, long bytes) {
        tally.statuses[status.ordinal()]++;
        tally.actors++;
        tally.depth += depth;
        tally.age = Math.max(tally.age, age);
        tally.crashes += crashes;
        tally.bytes += bytes;
    }

    Summary summary() {
        Map<Ranking, List<ActorRow>> rows = new EnumMap<>(Ranking.class);
        for (int i = 0; i < tops.size(); i++) {
            Ranking order = orders.get(i);
            rows.put(
                    order,
                    tops.get(i).actors().stream()
                            .map(actor -> look.row(order, actor))
                            .toList());
        }
        List<TypeSummary> types = byType.entrySet().stream()
                .map(type -> type.getValue().summary(type.getKey().type()))
                .sorted(Comparator.comparingLong(TypeSummary::actors).reversed().thenComparing(TypeSummary::type))
                .toList();
        return new Summary(
                system.name(), system.uptime(), system.isRunning(), total.summary(system.name()), types, rows);
    }
}
