package io.nact.spring.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nact.ActorSystem;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import java.util.concurrent.TimeUnit;

/**
 * Meters of an actor system, tagged with the type of the actors. A type has its meters from its first actor on, whenever
 * that is spawned.
 */
public final class NactMetrics implements MeterBinder {

    private final ActorSystem system;

    public NactMetrics(ActorSystem system) {
        this.system = system;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        system.metrics().listen(type -> bind(type, registry));
    }

    private static TurnRecorder bind(TypeMetrics type, MeterRegistry registry) {
        Gauge.builder("nact.mailbox.depth", type, TypeMetrics::waiting)
                .description("Messages that wait in mailboxes")
                .baseUnit(BaseUnits.MESSAGES)
                .tag("actor", type.type())
                .strongReference(true)
                .register(registry);
        Gauge.builder("nact.actors", type, TypeMetrics::live)
                .description("Actors that live")
                .baseUnit("actors")
                .tag("actor", type.type())
                .strongReference(true)
                .register(registry);
        Timer latency = Timer.builder("nact.processing.latency")
                .description("Time from the start to the end of a turn")
                .tag("actor", type.type())
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        return nanos -> latency.record(nanos, TimeUnit.NANOSECONDS);
    }
}
