package io.nact.spring.projection;

import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.FailurePolicy;
import io.nact.persistence.projection.ProjectionMode;
import io.nact.spring.Projection;
import java.util.List;
import java.util.Set;

/** What an annotation says of a projection beside its name. */
record ProjectionSettings(ProjectionMode mode, FailurePolicy.Then onFailure, Set<String> tags, boolean fromNow) {

    static final ProjectionSettings NONE =
            new ProjectionSettings(ProjectionMode.EXACTLY_ONCE, FailurePolicy.Then.STOP, Set.of(), false);

    static ProjectionSettings of(Projection annotation) {
        return new ProjectionSettings(
                annotation.mode(),
                annotation.onFailure(),
                Set.copyOf(List.of(annotation.tags())),
                annotation.fromNow());
    }

    /** A projection without handlers. */
    EventProjection projection(String name, FailurePolicy failures) {
        EventProjection projection = EventProjection.named(name)
                .mode(mode)
                .onFailure(failures.then(onFailure))
                .tagged(tags.toArray(String[]::new));
        return fromNow ? projection.fromNow() : projection;
    }
}
