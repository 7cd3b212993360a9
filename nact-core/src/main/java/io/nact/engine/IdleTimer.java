package io.nact.engine;

import io.nact.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows how long an actor has been idle. One timer runs at most; messages do not touch it, it looks what happened
 * meanwhile when it fires. Owner only, but for what the clock runs.
 */
final class IdleTimer implements Runnable {

    /** In place of a time: one field for both, as there is a timer for each idle entity. */
    private static final long NOT_IDLE = 0;

    private final Cell<?> cell;

    private final Duration limit;

    private Scheduler.@Nullable Timer armed;

    /** By the clock, whose reading of 0 counts as 1. */
    private long idleSince = NOT_IDLE;

    IdleTimer(Cell<?> cell, Duration limit) {
        this.cell = cell;
        this.limit = limit;
    }

    /** A turn begins. */
    void turnBegins() {
        idleSince = NOT_IDLE;
    }

    /** The actor has nothing to do. */
    void rest() {
        if (idleSince == NOT_IDLE) {
            long now = scheduler().nanoTime();
            idleSince = now == NOT_IDLE ? 1 : now;
        }
        if (armed == null) {
            armed = scheduler().schedule(left(), this);
        }
    }

    /** The timer has fired. True if the actor has been idle for the whole time. */
    boolean fired() {
        armed = null;
        return idleSince != NOT_IDLE && left().compareTo(Duration.ZERO) <= 0;
    }

    /** The actor's life ends. */
    void cancel() {
        if (armed != null) {
            armed.cancel();
            armed = null;
        }
    }

    /** The clock's. */
    @Override
    public void run() {
        cell.signal(new Signal.IdleCheck(this));
    }

    private Duration left() {
        return limit.minusNanos(scheduler().nanoTime() - idleSince);
    }

    private Scheduler scheduler() {
        return cell.system().scheduler();
    }
}
