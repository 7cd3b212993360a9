package io.nact.engine;

import io.nact.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long an actor has been idle. One timer runs at most; messages do not touch it, it looks what happened
 * meanwhile when it fires. Owner only.
 */
final class IdleTimer {

    private final Cell<?> cell;

    private final Duration limit;

    private Scheduler.@Nullable Timer armed;

    private boolean active = true;

    private long idleSince;

    IdleTimer(Cell<?> cell, Duration limit) {
        this.cell = cell;
        this.limit = limit;
    }

    /** A turn begins. */
    void turnBegins() {
        active = true;
    }

    /** The actor has nothing to do. */
    void rest() {
        if (active) {
            active = false;
            idleSince = scheduler().nanoTime();
        }
        if (armed == null) {
            arm(limit.minusNanos(scheduler().nanoTime() - idleSince));
        }
    }

    /** The timer has fired. True if the actor has been idle for the whole time. */
    boolean fired() {
        armed = null;
        return !active && limit.minusNanos(scheduler().nanoTime() - idleSince).compareTo(Duration.ZERO) <= 0;
    }

    /** The actor's life ends. */
    void cancel() {
        if (armed != null) {
            armed.cancel();
            armed = null;
        }
    }

    private void arm(Duration delay) {
        armed = scheduler().schedule(delay, () -> cell.signal(new Signal.IdleCheck(this)));
    }

    private Scheduler scheduler() {
        return cell.system().scheduler();
    }
}
