package io.nact.spring.persistence;

import io.nact.persistence.SnapshotPolicy;
import io.nact.persistence.journal.PersistenceId;
import io.nact.spring.EventSourcedActor;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/** What the annotation of a class tells; see {@link EventSourcedActor}. */
record Told(String type, Class<?> protocol, Class<?> events, int snapshotEvery, int keepSnapshots) {

    static Told of(Class<?> annotated) {
        MergedAnnotation<EventSourcedActor> annotation =
                MergedAnnotations.from(annotated).get(EventSourcedActor.class);
        return new Told(
                annotation.getString("type"),
                annotation.getClass("protocol"),
                annotation.getClass("events"),
                annotation.getInt("snapshotEvery"),
                annotation.getInt("keepSnapshots"));
    }

    boolean hasSnapshots() {
        return snapshotEvery != 0;
    }

    SnapshotPolicy snapshots() {
        return SnapshotPolicy.every(snapshotEvery).keep(keepSnapshots);
    }

    /**
     * Sees to it that it means something.
     *
     * @throws IllegalArgumentException if not
     */
    void check() {
        PersistenceId.of(type, "");
        if (hasSnapshots()) {
            snapshots();
        }
    }
}
