package io.nact.spring.projection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.nact.persistence.projection.ProjectionStatus;
import io.nact.persistence.projection.Projections;
import java.util.function.Supplier;

/** How far each projection is behind. */
public final class ProjectionMeters implements MeterBinder {

    private final Supplier<Projections> projections;

    /** Of these, which are asked for when the meters are bound. */
    public ProjectionMeters(Supplier<Projections> projections) {
        this.projections = projections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Projections all = projections.get();
        for (ProjectionStatus status : all.statuses()) {
            Gauge.builder("nact.projection.lag", all, behind -> lag(behind, status.name()))
                    .description("Positions, about as many events of any kind, that a projection has not looked at")
                    .baseUnit("events")
                    .tag("projection", status.name())
                    .register(registry);
        }
    }

    private static double lag(Projections projections, String name) {
        return projections.status(name).map(ProjectionStatus::lag).orElse(0L);
    }
}
