package io.nact.engine;

import io.nact.time.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a turn waits: for the stage that its handler has returned, or with its thread for an answer. By identity, so that a
 * stage of an earlier turn is known to be late.
 */
final class Wait {

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Wait.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Origin origin;

    private final long startedAt;

    private final @Nullable Witness witness;

    /** Whether somebody has seen to what becomes of the turn; of a wait with the thread, the thread does. */
    private boolean claimed;

    private Scheduler.@Nullable Timer timeout;

    /** When somebody looked first, for a turn that is not measured; 0 if nobody has. Racy: whoever comes second is as good. */
    private long seenAt;

    private Wait(Origin origin, long startedAt, @Nullable Witness witness, boolean claimed) {
        this.origin = origin;
        this.startedAt = startedAt;
        this.witness = witness;
        this.claimed = claimed;
    }

    /**
     * For a stage, so that the turn goes on when that has completed.
     *
     * @param origin where that for which it waits comes from
     * @param startedAt when the turn began, or 0 if it is not measured
     * @param witness sees the turn; null if nobody does
     */
    static Wait forStage(Origin origin, long startedAt, @Nullable Witness witness) {
        return new Wait(origin, startedAt, witness, false);
    }

    /** With the thread that runs the turn. */
    static Wait withThread(Origin origin) {
        return new Wait(origin, 0, null, true);
    }

    /**
     * True for the one who sees to what becomes of a turn that waits for a stage: its owner, or who gives up on the actor. Any
     * thread.
     */
    boolean claim() {
        return CLAIMED.compareAndSet(this, false, true);
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
