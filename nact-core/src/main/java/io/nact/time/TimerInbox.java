package io.nact.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where any thread leaves timers for the clock, new ones and cancelled ones, without waiting for it. The clock rests
 * meanwhile: it is woken for a timer that is due before it would wake by itself, and when many have come together.
 */
/*
 * A stack, of which the clock takes all at once, so that no timer comes back while somebody holds it for the top.
 *
 *   put()                                     the clock, going to rest
 *   1  top: the timer          (volatile)     a  wakeTick: when it will wake  (volatile)
 *   2  read wakeTick           (volatile)     b  take all from top            (volatile)
 *   3  if that is too late:                   c  if one of them is due earlier: begin again
 *      CAS to AWAKE, and wake                 d  park
 *
 * All four have one total order: a timer that b misses is put after a, and 2 sees what a wrote. Whoever puts a timer while
 * the clock is awake leaves it at that, as the clock will still come to b. The CAS lets one of many wake the clock; a
 * wake-up between a and d is not lost, as park() returns at once then. What is already awake says so by an opaque store: who
 * misses it wakes the clock for nothing.
 */
final class TimerInbox {

    /** In place of when the clock will wake. */
    static final long AWAKE = Long.MIN_VALUE;

    /** So many wait at most for a clock that rests: few enough to be nothing, and waking it costs each of them next to nothing. */
    static final int PILE = 4096;

    private static final PendingTimer CLOSED = new PendingTimer(0, () -> {});

    private static final VarHandle TOP;

    private static final VarHandle WAKE_TICK;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(TimerInbox.class, "top", PendingTimer.class);
            WAKE_TICK = lookup.findVarHandle(TimerInbox.class, "wakeTick", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Runnable alarm;

    private volatile @Nullable PendingTimer top;

    private volatile long wakeTick = AWAKE;

    /** The alarm wakes the clock. */
    TimerInbox(Runnable alarm) {
        this.alarm = alarm;
    }

    /** Hands the timer to the clock; a closed one drops its task. Any thread. */
    void put(PendingTimer timer) {
        PendingTimer before;
        do {
            before = top;
            if (before == CLOSED) {
                timer.take();
                return;
            }
            timer.putOnTopOf(before);
        } while (!TOP.weakCompareAndSet(this, before, timer));
        long wake = wakeTick;
        if (wake != AWAKE
                && (timer.tick < wake || timer.number % PILE == 0)
                && WAKE_TICK.compareAndSet(this, wake, AWAKE)) {
            alarm.run();
        }
    }

    /** Moves what has come to the wheel, in the order it came, and what was cancelled there out of it. False if closed. */
    boolean takeOver(TimerWheel wheel) {
        PendingTimer newest;
        do {
            newest = top;
            if (newest == CLOSED) {
                return false;
            }
        } while (newest != null && !TOP.weakCompareAndSet(this, newest, (PendingTimer) null));
        PendingTimer oldest = null;
        for (PendingTimer timer = newest; timer != null; ) {
            PendingTimer below = timer.leave(this);
            if (wheel.contains(timer)) {
                wheel.remove(timer);
            } else {
                timer.next = oldest;
                oldest = timer;
            }
            timer = below;
        }
        VarHandle.fullFence();
        for (PendingTimer timer = oldest; timer != null; ) {
            PendingTimer next = timer.next;
            timer.next = null;
            if (timer.isAwaited()) {
                wheel.add(timer);
            }
            timer = next;
        }
        return true;
    }

    /**
     * Announces that the clock, which has nothing to do before the tick, goes to rest. Answers until when it may; or
     * {@link #AWAKE} if it first has to take over what has come in the meantime, and to ask again.
     */
    long rest(long tick) {
        long announced = wakeTick;
        if (announced != AWAKE && announced <= tick) {
            return announced;
        }
        wakeTick = tick;
        return AWAKE;
    }

    /** The clock is awake. */
    void endRest() {
        WAKE_TICK.setOpaque(this, AWAKE);
    }

    /** Whether the clock rests and nobody is about to wake it. */
    boolean isAtRest() {
        return wakeTick != AWAKE;
    }

    /** Drops what has come, and what will. Any thread. */
    void close() {
        PendingTimer left = (PendingTimer) TOP.getAndSet(this, CLOSED);
        if (left != CLOSED) {
            alarm.run();
        }
    }
}
