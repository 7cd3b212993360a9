package io.nact.engine;

import io.nact.mailbox.Envelope;
import io.nact.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One timer of an actor. Guarded by the monitor of all, but for what the clock runs. */
final class ActorTimer implements Runnable {

    private final Cell<?> cell;

    private final Object key;

    private final Object message;

    /** What of the turn that started it goes on with it. */
    private final @Nullable Object carried;

    /** From one message to the next; null if there is but one. */
    private final @Nullable Duration period;

    private final boolean fixedRate;

    private Scheduler.@Nullable Timer scheduled;

    /** When the next message is due, by the system's clock. */
    private long dueAt;

    ActorTimer(
            Cell<?> cell,
            Object key,
            Object message,
            @Nullable Object carried,
            @Nullable Duration period,
            boolean fixedRate) {
        this.cell = cell;
        this.key = key;
        this.message = message;
        this.carried = carried;
        this.period = period;
        this.fixedRate = fixedRate;
    }

    Object key() {
        return key;
    }

    /** What the actor is to handle when it is due. */
    Envelope envelope() {
        return Carriage.envelope(message, carried);
    }

    void start(Duration delay) {
        dueAt = cell.system().scheduler().nanoTime() + nanos(delay);
        schedule(delay);
    }

    /** Goes on to the next message; false if there is none. */
    boolean next() {
        if (period == null) {
            return false;
        }
        if (fixedRate) {
            dueAt += nanos(period);
            schedule(Duration.ofNanos(dueAt - cell.system().scheduler().nanoTime()));
        } else {
            schedule(period);
        }
        return true;
    }

    private void schedule(Duration delay) {
        scheduled = cell.system().scheduler().schedule(delay, this);
    }

    /** The clock's. */
    @Override
    public void run() {
        cell.signal(new Signal.Tick(this));
    }

    private static long nanos(Duration delay) {
        return delay.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0 ? Long.MAX_VALUE / 2 : delay.toNanos();
    }

    void cancel() {
        if (scheduled != null) {
            scheduled.cancel();
        }
    }
}
