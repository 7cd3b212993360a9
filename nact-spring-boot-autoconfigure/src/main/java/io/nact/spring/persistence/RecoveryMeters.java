package io.nact.spring.persistence;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nact.persistence.RecoveryListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meter of recoveries: a timer for each type of persistence ids and each outcome, from the first such recovery on. */
public final class RecoveryMeters implements MeterBinder, RecoveryListener, AutoCloseable {

    private final List<Bound> bound = new CopyOnWriteArrayList<>();

    /** In no registry yet. */
    public RecoveryMeters() {}

    /** May be called with several registries. */
    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(new Bound(registry, new ConcurrentHashMap<>()));
    }

    @Override
    public void recovered(String type, long nanos, @Nullable Throwable failure) {
        Kind kind = new Kind(type, failure == null ? "recovered" : "failed");
        for (Bound one : bound) {
            one.timer(kind).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        for (Bound one : bound) {
            bound.remove(one);
            one.remove();
        }
    }

    private record Kind(String type, String outcome) {}

    private record Bound(MeterRegistry registry, Map<Kind, Timer> timers) {

        Timer timer(Kind kind) {
            return timers.computeIfAbsent(
                    kind,
                    wanted -> Timer.builder("nact.recovery")
                            .description(
                                    "Time that a persistent actor took to get its state back, with the wait for others")
                            .tags("type", wanted.type(), "outcome", wanted.outcome())
                            .register(registry));
        }

        void remove() {
            List<Meter> all = List.copyOf(timers.values());
            timers.clear();
            all.forEach(registry::remove);
        }
    }
}
