package io.nact.engine;

import io.nact.inspect.Flow;
import io.nact.inspect.Flow.Edge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts who sends to whom, by type, from when it is made. */
final class Flows {

    /** More nobody can look at: the others are not counted. */
    private static final int MOST_WAYS = 2_000;

    private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

    private final LocalSystem system;

    private final TypeStats outside;

    private final long since;

    private final Map<TypeStats, Map<TypeStats, Way>> byReceiver = new ConcurrentHashMap<>();

    private final LongAdder ways = new LongAdder();

    Flows(LocalSystem system) {
        this.system = system;
        this.outside = new TypeStats(system, "", this);
        this.since = system.scheduler().nanoTime();
    }

    /** The messages from one type to another. */
    private final class Way {

        private final LongAdder sent = new LongAdder();

        /** What the rate was counted from, and when that was. */
        private long before;

        private long beforeAt = since;

        private double rate;

        Way() {
            ways.increment();
        }

        synchronized Edge edge(TypeStats from, TypeStats to, long now) {
            long count = sent.sum();
            long passed = now - beforeAt;
            if (passed >= SHORTEST) {
                rate = (count - before) * 1e9 / passed;
                before = count;
                beforeAt = now;
            }
            return new Edge(from == outside ? null : from.type(), to.type(), count, rate);
        }
    }

    /** This thread sends a message to an actor of that type. */
    void sending(TypeStats receiver) {
        Map<TypeStats, Way> senders = byReceiver.get(receiver);
        if (senders == null) {
            senders = byReceiver.computeIfAbsent(receiver, added -> new ConcurrentHashMap<>(4));
        }
        TypeStats sender = sender();
        Way way = senders.get(sender);
        if (way == null) {
            if (ways.sum() >= MOST_WAYS) {
                return;
            }
            way = senders.computeIfAbsent(sender, added -> new Way());
        }
        way.sent.increment();
    }

    private TypeStats sender() {
        Turn<?> turn = Activation.current().turn();
        return turn == null || turn.cell.system() != system ? outside : turn.cell.stats();
    }

    Flow flow() {
        long now = system.scheduler().nanoTime();
        List<Edge> edges = new ArrayList<>();
        byReceiver.forEach((to, senders) -> senders.forEach((from, way) -> edges.add(way.edge(from, to, now))));
        edges.sort(Comparator.comparingDouble(Edge::rate)
                .thenComparingLong(Edge::messages)
                .reversed());
        return new Flow(Duration.ofNanos(now - since), List.copyOf(edges));
    }
}
