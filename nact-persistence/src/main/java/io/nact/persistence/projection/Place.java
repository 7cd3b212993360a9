package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.journal.ProjectionStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Where a projection is: in the store, and in what its thread has looked at since. Used by that thread. */
final class Place {

    private final String name;

    private final ProjectionStore store;

    private final Standing standing;

    private long stored = -1;

    private long storedAt = System.nanoTime();

    private long seen;

    Place(String name, ProjectionStore store, Standing standing) {
        this.name = name;
        this.store = store;
        this.standing = standing;
    }

    /** What the store says: another position than the known one has been set by somebody else. */
    void learn(ProjectionProgress progress) {
        if (progress.position() != stored) {
            stored = progress.position();
            seen = stored;
        }
        standing.at(progress, seen);
    }

    /** The position in the store, as far as one knows. */
    long stored() {
        return stored;
    }

    /** The position up to which there is nothing left to handle. */
    long seen() {
        return seen;
    }

    /** There was nothing up to here. */
    void pass(long position) {
        seen = position;
        standing.saw(position);
    }

    /** Whether the store should be told what has been passed over. */
    boolean isBehind(Duration interval) {
        return seen > stored && System.nanoTime() - storedAt > interval.toNanos();
    }

    /** The store has this position. */
    void reach(long position) {
        stored = position;
        storedAt = System.nanoTime();
        pass(position);
    }

    /** Changes what is stored, unless somebody has been quicker: then nothing, and false. */
    boolean change(UnaryOperator<ProjectionProgress> change) throws Exception {
        boolean[] done = {false};
        store.tryUpdate(name, (progress, transaction) -> {
            done[0] = progress.isRunning() && progress.position() == stored;
            return done[0] ? change.apply(progress) : progress;
        });
        return done[0];
    }
}
