package io.nact.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A timer of a {@link TimerWheel}, from the call that scheduled it to its end: the one object that it costs. */
/*
 * Whoever takes the task out, the clock to run it or somebody to cancel it, has it for itself: one exchange decides.
 *
 * A timer that is cancelled before the clock has taken it over from its inbox needs no more: the clock will find it
 * without a task, and drop it. One that is in the wheel has to be handed to the inbox once more, or a flood of timers
 * that are cancelled long before they are due would fill the wheel. Which of the two it is decides a handshake:
 *
 *   who cancels                               the clock, taking over
 *   1  take the task out       (volatile)     a  place: the inbox           (opaque)
 *   2  read place              (volatile)     b  full fence, one for all that it takes over
 *   3  the inbox: hand it over                c  read task                  (opaque)
 *
 * If the clock misses in c that the task is gone, 2 sees the inbox. Both may see it: then a timer comes to the inbox that
 * is not in the wheel, which the clock can tell. To run the task, an exchange with acquire would do; it needs no order at
 * all, as the timer came to the clock by the inbox.
 */
final class PendingTimer implements Scheduler.Timer {

    private static final VarHandle TASK;

    private static final VarHandle PLACE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TASK = lookup.findVarHandle(PendingTimer.class, "task", Runnable.class);
            PLACE = lookup.findVarHandle(PendingTimer.class, "place", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** When it is due. */
    final long tick;

    private @Nullable Runnable task;

    /** In the inbox the timer below, if there is one; after that the inbox itself. One field: there may be millions. */
    private @Nullable Object place;

    /** How many timers the inbox has held, with this one, since it was emptied. */
    int number;

    /** In its list of the wheel; the clock's alone, as the next. */
    @Nullable
    PendingTimer next;

    /** In its list of the wheel, the last one before the first; null if it is in none. */
    @Nullable
    PendingTimer previous;

    PendingTimer(long tick, Runnable task) {
        this.tick = tick;
        this.task = task;
    }

    /** Takes the task, which nobody else gets then; null if it is gone. */
    @Nullable
    Runnable take() {
        return (Runnable) TASK.getAndSetAcquire(this, (Runnable) null);
    }

    /** Whether nobody has taken the task. */
    boolean isAwaited() {
        return TASK.getOpaque(this) != null;
    }

    @Override
    public void cancel() {
        if (TASK.getAndSet(this, (Runnable) null) != null && PLACE.getVolatile(this) instanceof TimerInbox inbox) {
            inbox.put(this);
        }
    }

    /** Goes into an inbox, on top of this one; before it is published there. */
    void putOnTopOf(@Nullable PendingTimer below) {
        PLACE.setOpaque(this, below);
        number = below == null ? 1 : below.number + 1;
    }

    /** Leaves the inbox, which it remembers; answers the timer that was below it there. */
    @Nullable
    PendingTimer leave(TimerInbox inbox) {
        PendingTimer below = (PendingTimer) PLACE.getOpaque(this);
        PLACE.setOpaque(this, inbox);
        return below;
    }
}
