package io.nact.engine;

import io.nact.metrics.ActorMetrics.DispatcherLoad;
import io.nact.metrics.ActorMetrics.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a look at all actors comes to, by type and by dispatcher. */
final class Sums {

    private final Running running;

    private final Map<String, Sum> byType = new HashMap<>();

    private final Map<String, Integer> queued = new HashMap<>();

    /** What waits for the actors of one type. */
    private static final class Sum {

        private long messages;

        private long oldest;

        void add(int waiting, long age) {
            messages += waiting;
            oldest = Math.max(oldest, age);
        }

        Waiting waiting() {
            return new Waiting(messages, Duration.ofNanos(oldest));
        }
    }

    Sums(Running running) {
        this.running = running;
    }

    /**
     * @param waiting how many messages wait for the actor
     * @param age how many nanoseconds the oldest of them has waited
     */
    void add(Cell<?> actor, int waiting, long age) {
        if (waiting > 0) {
            byType.computeIfAbsent(actor.stats().type(), type -> new Sum()).add(waiting, age);
        }
        int waits = running.queued(actor);
        if (waits > 0) {
            queued.merge(actor.dispatcher().name(), waits, Integer::sum);
        }
    }

    Map<String, Waiting> waiting() {
        Map<String, Waiting> waiting = new HashMap<>();
        byType.forEach((type, sum) -> waiting.put(type, sum.waiting()));
        return waiting;
    }

    DispatcherLoad load(String dispatcher, LocalSystem system) {
        return new DispatcherLoad(
                dispatcher,
                running.busy(dispatcher),
                queued.getOrDefault(dispatcher, 0),
                system.watchdog().stuck(dispatcher));
    }
}
