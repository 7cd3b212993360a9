package io.nact.spring.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.nact.metrics.ActorMetrics;
import io.nact.metrics.ActorMetrics.DispatcherLoad;
import io.nact.metrics.ActorMetrics.Registration;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one system in one registry. */
final class BoundMeters implements ActorMetrics.Listener {

    private final ActorMetrics metrics;

    private final MeterRegistry registry;

    private final SharedLook look;

    /** Held while meters are removed, outside the monitor. */
    private final Object removal = new Object();

    /** Guarded by the monitor, as the others. */
    private final List<Meter> meters = new ArrayList<>();

    /** What the registry refers to only weakly. */
    private final List<Object> read = new ArrayList<>();

    private @Nullable Registration registration;

    private boolean removed;

    BoundMeters(ActorMetrics metrics, MeterRegistry registry) {
        this.metrics = metrics;
        this.registry = registry;
        this.look = new SharedLook(metrics);
    }

    /** Registers those that there are, and others as they come. */
    void bind() {
        Registration begun = metrics.listen(this);
        boolean late;
        synchronized (this) {
            registration = begun;
            late = removed;
        }
        if (late) {
            begun.close();
        }
    }

    /** Removes all from the registry; no more come. Also if another thread has begun to, all are gone afterwards. */
    void remove() {
        synchronized (removal) {
            removeAll();
        }
    }

    private void removeAll() {
        Registration ended;
        List<Meter> left;
        synchronized (this) {
            removed = true;
            ended = registration;
            left = List.copyOf(meters);
            meters.clear();
            read.clear();
        }
        if (ended != null) {
            ended.close();
        }
        left.forEach(registry::remove);
    }

    /** Remembers the meter, to remove it; at once if it comes too late. */
    <M extends Meter> M added(M meter, Object reads) {
        boolean late;
        synchronized (this) {
            late = removed;
            if (!late) {
                meters.add(meter);
                read.add(reads);
            }
        }
        if (late) {
            registry.remove(meter);
        }
        return meter;
    }

    @Override
    public TurnRecorder typeAdded(TypeMetrics type) {
        Tags tags = Tags.of("actor", type.type());
        Object depth = new Object();
        gauge(
                "nact.mailbox.depth",
                "Messages that wait in mailboxes",
                BaseUnits.MESSAGES,
                tags,
                () -> look.by(depth).waiting(type.type()).messages());
        gauge("nact.actors", "Actors that live", "actors", tags, type::live);
        Object age = new Object();
        LongSupplier oldest = () -> look.by(age).waiting(type.type()).oldest().toNanos();
        added(
                TimeGauge.builder("nact.mailbox.age", oldest, TimeUnit.NANOSECONDS, LongSupplier::getAsLong)
                        .description("Time that the oldest waiting message has waited, late by up to a second")
                        .tags(tags)
                        .register(registry),
                oldest);
        return new TypeTimers(this, registry, tags);
    }

    @Override
    public void countAdded(TypeMetrics type, Counted what, LongSupplier count) {
        Tags tags = Tags.of("actor", type.type());
        if (what instanceof Counted.Messages messages) {
            Outcome outcome = messages.outcome();
            counter(
                    "nact.messages",
                    "Messages by how they ended: handled well, with an exception, or not at all",
                    BaseUnits.MESSAGES,
                    tags.and("message", messages.message(), "outcome", outcome.label()),
                    count);
            if (outcome.isDeadLetter()) {
                deadLetters(tags.and("reason", outcome.label()), () -> type.messages(outcome));
            }
        } else if (what instanceof Counted.Crashes crashes) {
            counter(
                    "nact.crashes",
                    "Crashes of actors, in a turn or when they started",
                    "crashes",
                    tags.and("exception", crashes.exception()),
                    count);
        } else if (what instanceof Counted.Resets resets) {
            counter(
                    "nact.resets",
                    "Resets of actors, by the exception that led to them",
                    "resets",
                    tags.and("exception", resets.exception()),
                    count);
        }
    }

    /** One for each reason, whatever messages they are. */
    private void deadLetters(Tags tags, LongSupplier count) {
        if (registry.find("nact.dead.letters").tags(tags).functionCounter() == null) {
            counter("nact.dead.letters", "Messages that were sent and not handled", "letters", tags, count);
        }
    }

    private void counter(String name, String description, String unit, Tags tags, LongSupplier count) {
        added(
                FunctionCounter.builder(name, count, LongSupplier::getAsLong)
                        .description(description)
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry),
                count);
    }

    @Override
    public void dispatcherAdded(String name) {
        Tags tags = Tags.of("dispatcher", name);
        load("nact.dispatcher.busy", "Threads that run actors", BaseUnits.THREADS, tags, name, DispatcherLoad::busy);
        load(
                "nact.dispatcher.queued",
                "Actors that have something to do and wait for a thread",
                "actors",
                tags,
                name,
                DispatcherLoad::queued);
        load(
                "nact.dispatcher.stuck",
                "Turns that have kept their threads for longer than nact.stuck-after",
                "turns",
                tags,
                name,
                DispatcherLoad::stuck);
    }

    private void load(
            String name,
            String description,
            String unit,
            Tags tags,
            String dispatcher,
            ToLongFunction<DispatcherLoad> value) {
        Object key = new Object();
        gauge(
                name,
                description,
                unit,
                tags,
                () -> look.by(key).dispatchers().stream()
                        .filter(load -> load.name().equals(dispatcher))
                        .mapToLong(value)
                        .sum());
    }

    private void gauge(String name, String description, String unit, Tags tags, LongSupplier value) {
        added(
                Gauge.builder(name, value, LongSupplier::getAsLong)
                        .description(description)
                        .baseUnit(unit)
                        .tags(tags)
                        .register(registry),
                value);
    }
}
