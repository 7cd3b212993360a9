package io.nact.persistence.projection;

import io.nact.persistence.journal.ProjectionProgress;
import io.nact.persistence.projection.ProjectionStatus.State;
import org.jspecify.annotations.Nullable;

/** Where a projection stands, told by its thread and by those who pause it, read by everybody. */
final class Standing {

    private final String name;

    private ProjectionProgress progress = ProjectionProgress.after(0);

    private long seen;

    private boolean on;

    private @Nullable String trouble;

    Standing(String name) {
        this.name = name;
    }

    synchronized void switched(boolean toOn) {
        on = toOn;
    }

    synchronized boolean isOn() {
        return on;
    }

    synchronized void at(ProjectionProgress newProgress, long position) {
        progress = newProgress;
        seen = position;
    }

    /** The same, of one that does not run here; nothing, if it does by now. */
    synchronized void elsewhere(ProjectionProgress newProgress) {
        if (!on) {
            at(newProgress, newProgress.position());
        }
    }

    /** Somebody has changed it by hand: what has failed before is over. */
    synchronized void changed(ProjectionProgress newProgress) {
        at(newProgress, newProgress.position());
        trouble = null;
    }

    /** All is well up to here. */
    synchronized void saw(long position) {
        seen = position;
        trouble = null;
    }

    /** It is being tried again. */
    synchronized void troubled(String why) {
        trouble = why;
    }

    /** The position that the store was last known to have. */
    synchronized long stored() {
        return progress.position();
    }

    synchronized ProjectionStatus status(long head) {
        String error = progress.error() == null ? trouble : progress.error();
        return new ProjectionStatus(name, state(), seen, Math.max(head, seen), progress.failedPosition(), error);
    }

    private State state() {
        if (!on) {
            return State.OFF;
        }
        if (progress.failedPosition() != null) {
            return State.STOPPED;
        }
        if (progress.paused()) {
            return State.PAUSED;
        }
        return trouble == null ? State.RUNNING : State.RETRYING;
    }
}
