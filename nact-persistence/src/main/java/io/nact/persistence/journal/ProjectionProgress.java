package io.nact.persistence.journal;

import org.jspecify.annotations.Nullable;

/**
 * How far a projection is, as its store keeps it for all that run it.
 *
 * @param position the position up to which it has handled everything
 * @param paused whether somebody has paused it
 * @param failedPosition the position of the event that it cannot handle, where it has stopped; null if it goes on
 * @param error why it cannot, without what is in the event; null if it goes on
 */
public record ProjectionProgress(
        long position,
        boolean paused,
        @Nullable Long failedPosition,
        @Nullable String error) {

    /** How much of an error is kept. */
    public static final int LONGEST_ERROR = 2000;

    public ProjectionProgress {
        if (error != null && error.length() > LONGEST_ERROR) {
            error = error.substring(0, LONGEST_ERROR);
        }
    }

    /** Everything after this position is to be handled. */
    public static ProjectionProgress after(long position) {
        return new ProjectionProgress(position, false, null, null);
    }

    /** Whether it goes on. */
    public boolean isRunning() {
        return !paused && failedPosition == null;
    }

    /** The same at this position, where nothing has failed. */
    public ProjectionProgress at(long newPosition) {
        return new ProjectionProgress(newPosition, paused, null, null);
    }

    /** The same, paused. */
    public ProjectionProgress pause() {
        return new ProjectionProgress(position, true, failedPosition, error);
    }

    /** The same, neither paused nor stopped: what has failed is tried again. */
    public ProjectionProgress resume() {
        return after(position);
    }

    /** The same, stopped at an event. */
    public ProjectionProgress stop(long failed, String why) {
        return new ProjectionProgress(position, paused, failed, why);
    }
}
