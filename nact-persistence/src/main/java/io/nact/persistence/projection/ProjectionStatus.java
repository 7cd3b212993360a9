package io.nact.persistence.projection;

import org.jspecify.annotations.Nullable;

/**
 * Where a projection stands, as this process knows it: what another one does shows a moment later.
 *
 * @param state what it is doing
 * @param position the position up to which every event has been handled, or is none of its own
 * @param head the position of the last event of all
 * @param failedPosition the position of the event that it cannot handle, where it has stopped
 * @param error why it does not go on, or tries again, without what is in the event
 */
public record ProjectionStatus(
        String name,
        State state,
        long position,
        long head,
        @Nullable Long failedPosition,
        @Nullable String error) {

    /** What a projection is doing. */
    public enum State {
        /** It goes on, here or in another process. */
        RUNNING,
        /** Something has failed, and is tried again. */
        RETRYING,
        /** Somebody has paused it, for all processes. */
        PAUSED,
        /** It has stopped before an event that it cannot handle, for all processes. */
        STOPPED,
        /** It does not run in this process, not yet or not any more. */
        OFF
    }

    /** How far it is behind, in positions: about as many events, of any kind, as it has not looked at. */
    public long lag() {
        return Math.max(0, head - position);
    }
}
