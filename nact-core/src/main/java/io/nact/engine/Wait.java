package io.nact.engine;

import io.nact.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a turn waits: for the stage that its handler has returned, or with its thread for an answer. By identity, so that a
 * stage of an earlier turn is known to be late.
 */
final class Wait {

    private final Origin origin;

    private final long startedAt;

    private final @Nullable Witness witness;

    private Scheduler.@Nullable Timer timeout;

    /**
     * @param origin where that for which it waits comes from
     * @param startedAt when the turn began, or 0 if it is not measured
     * @param witness sees the turn; null if nobody does
     */
    Wait(Origin origin, long startedAt, @Nullable Witness witness) {
        this.origin = origin;
        this.startedAt = startedAt;
        this.witness = witness;
    }

    Origin origin() {
        return origin;
    }

    long startedAt() {
        return startedAt;
    }

    @Nullable
    Witness witness() {
        return witness;
    }

    /** Runs the task after that time, unless the wait {@linkplain #end ends} before. */
    void endsAfter(Duration limit, Scheduler scheduler, Runnable task) {
        timeout = scheduler.schedule(limit, task);
    }

    void end() {
        if (timeout != null) {
            timeout.cancel();
        }
    }
}
