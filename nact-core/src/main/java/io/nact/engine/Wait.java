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

    private Scheduler.@Nullable Timer timeout;

    /** When somebody looked first, for a turn that is not measured; 0 if nobody has. Racy: whoever comes second is as good. */
    private long seenAt;

    /**
     * @param origin where that for which it waits comes from
     * @param startedAt when the turn began, or 0 if it is not measured
     */
    Wait(Origin origin, long startedAt) {
        this.origin = origin;
        this.startedAt = startedAt;
    }

    Origin origin() {
        return origin;
    }

    long startedAt() {
        return startedAt;
    }

    /** Since when it has lasted, as far as is known to somebody who looks now. Any thread. */
    long seenSince(long now) {
        if (startedAt != 0) {
            return startedAt;
        }
        long seen = seenAt;
        if (seen == 0) {
            seenAt = now;
            return now;
        }
        return seen;
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
