package io.nact.spring.projection;

import io.nact.persistence.projection.ProjectionStatus;
import io.nact.persistence.projection.ProjectionStatus.State;
import io.nact.persistence.projection.Projections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Which projections do not go on. They are told in the details and never change the status: an event that a request has brought
 * about can stop one, and no instance would be better off for being replaced.
 */
public final class ProjectionsHealthIndicator extends AbstractHealthIndicator {

    private final Projections projections;

    public ProjectionsHealthIndicator(Projections projections) {
        super("The health of the projections cannot be told");
        this.projections = projections;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<ProjectionStatus> all = projections.statuses();
        builder.up();
        Map<String, Long> stopped = new TreeMap<>();
        for (ProjectionStatus status : all) {
            Long failed = status.failedPosition();
            if (status.state() == State.STOPPED && failed != null) {
                stopped.put(status.name(), failed);
            }
        }
        if (!stopped.isEmpty()) {
            builder.withDetail("stoppedAtPosition", stopped);
        }
        tell(builder, all, "retrying", State.RETRYING);
        tell(builder, all, "paused", State.PAUSED);
        tell(builder, all, "off", State.OFF);
    }

    private static void tell(Health.Builder builder, List<ProjectionStatus> all, String what, State state) {
        List<String> names = all.stream()
                .filter(status -> status.state() == state)
                .map(ProjectionStatus::name)
                .toList();
        if (!names.isEmpty()) {
            builder.withDetail(what, names);
        }
    }
}
