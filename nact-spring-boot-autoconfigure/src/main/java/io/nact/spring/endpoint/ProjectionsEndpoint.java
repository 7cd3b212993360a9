package io.nact.spring.endpoint;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.projection.ProjectionStatus;
import io.nact.persistence.projection.Projections;
import io.nact.spring.endpoint.ProjectionsDescription.All;
import io.nact.spring.endpoint.ProjectionsDescription.Mistake;
import io.nact.spring.endpoint.ProjectionsDescription.One;
import io.nact.spring.endpoint.ProjectionsDescription.Refused;
import io.nact.spring.endpoint.ProjectionsDescription.Unavailable;
import io.nact.spring.endpoint.ProjectionsDescription.Unknown;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that tells where projections stand; and pauses, resumes, resets them, or has them skip an event, if its
 * access is unrestricted.
 */
@Endpoint(id = "nactprojections", defaultAccess = Access.READ_ONLY)
public final class ProjectionsEndpoint {

    private final Projections projections;

    private enum Action {
        PAUSE,
        RESUME,
        RESET,
        SKIP
    }

    public ProjectionsEndpoint(Projections projections) {
        this.projections = projections;
    }

    /** All of them. */
    @ReadOperation
    public ProjectionsDescription projections() {
        return new All(projections.statuses().stream()
                .map(ProjectionsEndpoint::describe)
                .toList());
    }

    /** The one of this name. */
    @ReadOperation
    public ProjectionsDescription projection(@Selector String name) {
        return projections
                .status(name)
                .<ProjectionsDescription>map(ProjectionsEndpoint::describe)
                .orElseGet(() -> unknown(name));
    }

    /** Has something done to one: pause, resume, reset or skip. Answers where it stands then. */
    @WriteOperation
    public ProjectionsDescription intervene(@Selector String name, String action) {
        Optional<Action> wanted = Words.find(Action.values(), action);
        if (wanted.isEmpty()) {
            return new Mistake("'%s' is no action: it is one of %s".formatted(action, Words.list(Action.values())));
        }
        if (projections.status(name).isEmpty()) {
            return unknown(name);
        }
        try {
            return describe(carryOut(wanted.get(), name));
        } catch (PersistenceException failure) {
            return new Unavailable(String.valueOf(failure.getMessage()));
        } catch (IllegalStateException refused) {
            return new Refused(String.valueOf(refused.getMessage()));
        }
    }

    private ProjectionStatus carryOut(Action action, String name) {
        return switch (action) {
            case PAUSE -> projections.pause(name);
            case RESUME -> projections.resume(name);
            case RESET -> projections.reset(name);
            case SKIP -> projections.skip(name);
        };
    }

    private Unknown unknown(String name) {
        return new Unknown("There is no projection '%s', but there are %s"
                .formatted(
                        name,
                        projections.statuses().stream()
                                .map(ProjectionStatus::name)
                                .toList()));
    }

    private static One describe(ProjectionStatus status) {
        return new One(
                status.name(),
                Words.of(status.state()),
                status.position(),
                status.head(),
                status.lag(),
                status.failedPosition(),
                status.error());
    }
}
