package io.nact.spring.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nact.ActorSystem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Meters of an actor system, tagged with the type of the actors. A type has its meters from its first actor on, whenever
 * that is spawned; they are as many however many actors it has. All are gone from every registry once this is closed or the
 * system has stopped.
 */
public final class NactMetrics implements MeterBinder, AutoCloseable {

    private final ActorSystem system;

    private final List<BoundMeters> bound = new CopyOnWriteArrayList<>();

    /** Of this system. */
    public NactMetrics(ActorSystem system) {
        this.system = system;
    }

    /** May be called with several registries. */
    @Override
    public void bindTo(MeterRegistry registry) {
        BoundMeters meters = new BoundMeters(system.metrics(), registry);
        bound.add(meters);
        meters.bind();
        // What is read from a system that has stopped means nothing, and keeps it in the heap.
        system.whenStopped().thenRun(() -> remove(meters));
    }

    private void remove(BoundMeters meters) {
        meters.remove();
        bound.remove(meters);
    }

    @Override
    public void close() {
        bound.forEach(this::remove);
    }
}
