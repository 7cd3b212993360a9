package io.nact.spring.persistence;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.jdbc.JournalListener;
import io.nact.persistence.jdbc.WriteOutcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The meters of the journal in a database. */
public final class JournalMeters implements MeterBinder, JournalListener, AutoCloseable {

    private final Supplier<JdbcStorage> storage;

    private final List<Bound> bound = new CopyOnWriteArrayList<>();

    /** Of this storage, which is asked for once the meters are bound: it is made later, for it is told who listens. */
    public JournalMeters(Supplier<JdbcStorage> storage) {
        this.storage = storage;
    }

    /** May be called with several registries. */
    @Override
    public void bindTo(MeterRegistry registry) {
        bound.add(Bound.in(registry, storage.get()));
    }

    @Override
    @SuppressWarnings("NullAway") // there is a timer for each outcome
    public void written(WriteOutcome outcome, long nanos) {
        for (Bound one : bound) {
            one.writes().get(outcome).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void batch(int events) {
        for (Bound one : bound) {
            one.batches().record(events);
        }
    }

    @Override
    public void close() {
        for (Bound one : bound) {
            bound.remove(one);
            one.remove();
        }
    }

    private record Bound(
            MeterRegistry registry, Map<WriteOutcome, Timer> writes, DistributionSummary batches, Gauge queue) {

        static Bound in(MeterRegistry registry, JdbcStorage storage) {
            Map<WriteOutcome, Timer> writes = new EnumMap<>(WriteOutcome.class);
            for (WriteOutcome outcome : WriteOutcome.values()) {
                writes.put(
                        outcome,
                        Timer.builder("nact.journal.write")
                                .description("Time that an actor waited until its events were stored, or could not be")
                                .tag("outcome", outcome.label())
                                .register(registry));
            }
            return new Bound(
                    registry,
                    writes,
                    DistributionSummary.builder("nact.journal.batch.size")
                            .description("Events that one transaction stores")
                            .baseUnit("events")
                            .register(registry),
                    Gauge.builder("nact.journal.queue", storage, JdbcStorage::queued)
                            .description("Writes that wait for the transaction that is going on")
                            .baseUnit("writes")
                            .register(registry));
        }

        void remove() {
            writes.values().forEach(registry::remove);
            registry.remove(batches);
            registry.remove(queue);
        }
    }
}
