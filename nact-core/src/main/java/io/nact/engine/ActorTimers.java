package io.nact.engine;

import io.nact.Timers;
import io.nact.mailbox.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one actor. What is due comes to the actor as a signal that names its timer, and counts only if that
 * timer is still the one with its key: so nothing of a cancelled timer arrives, however late the cancellation.
 *
 * <p>For the turns of the actor, which may be several at once, and for whoever abandons it; hence the monitor.
 */
final class ActorTimers<M> implements Timers<M> {

    private final Cell<M> cell;

    private final Map<Object, ActorTimer> running = new HashMap<>();

    private boolean closed;

    private @Nullable ReceiveTimeout<M> receiveTimeout;

    /** What is sent, and the timer that counts how long nothing else was. */
    record ReceiveTimeout<M>(M message, IdleTimer timer) {}

    ActorTimers(Cell<M> cell) {
        this.cell = cell;
    }

    @Override
    public void startSingle(Object key, M message, Duration delay) {
        start(key, message, delay, null, false);
    }

    @Override
    public void startFixedDelay(Object key, M message, Duration initial, Duration delay) {
        start(key, message, initial, requirePositive(key, delay), false);
    }

    @Override
    public void startFixedRate(Object key, M message, Duration initial, Duration interval) {
        start(key, message, initial, requirePositive(key, interval), true);
    }

    private static Duration requirePositive(Object key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    "The times between the messages of timer '%s' must be longer than zero, not %s"
                            .formatted(key, value));
        }
        return value;
    }

    private synchronized void start(
            Object key, M message, Duration initial, @Nullable Duration period, boolean fixedRate) {
        Objects.requireNonNull(message, "message");
        // One that goes on and on is not the business of whoever started it.
        Object carried = period == null ? cell.system().carriage().captureForTimer() : null;
        ActorTimer timer =
                new ActorTimer(cell, Objects.requireNonNull(key, "key"), message, carried, period, fixedRate);
        if (closed) {
            return;
        }
        ActorTimer before = running.put(key, timer);
        if (before != null) {
            before.cancel();
        }
        timer.start(initial);
    }

    /** What the actor is to handle for a timer that is due; nothing if it has been cancelled or replaced. */
    synchronized @Nullable Envelope due(ActorTimer timer) {
        if (running.get(timer.key()) != timer) {
            return null;
        }
        if (!timer.next()) {
            running.remove(timer.key());
        }
        return timer.envelope();
    }

    @Override
    public synchronized boolean cancel(Object key) {
        ActorTimer timer = running.remove(key);
        if (timer != null) {
            timer.cancel();
        }
        return timer != null;
    }

    @Override
    public synchronized void cancelAll() {
        running.values().forEach(ActorTimer::cancel);
        running.clear();
        cancelReceiveTimeout();
    }

    /** Cancels all, and starts none any more. */
    synchronized void close() {
        closed = true;
        cancelAll();
    }

    /** A fresh life begins. */
    synchronized void reopen() {
        closed = !cell.isOwned();
    }

    @Override
    public synchronized boolean isActive(Object key) {
        return running.containsKey(key);
    }

    synchronized int active() {
        return running.size() + (receiveTimeout == null ? 0 : 1);
    }

    synchronized boolean anyActive() {
        return !running.isEmpty();
    }

    @Override
    public synchronized void receiveTimeout(Duration time, M message) {
        Objects.requireNonNull(message, "message");
        IdleTimer timer = new IdleTimer(cell, requirePositive("receive timeout", time));
        cancelReceiveTimeout();
        if (!closed) {
            receiveTimeout = new ReceiveTimeout<>(message, timer);
        }
    }

    @Override
    public synchronized boolean cancelReceiveTimeout() {
        ReceiveTimeout<M> before = receiveTimeout;
        if (before != null) {
            before.timer().cancel();
        }
        receiveTimeout = null;
        return before != null;
    }

    /** A turn begins. */
    synchronized void turnBegins() {
        if (receiveTimeout != null) {
            receiveTimeout.timer().turnBegins();
        }
    }

    /** The actor has nothing to do. */
    synchronized void rest() {
        if (receiveTimeout != null) {
            receiveTimeout.timer().rest();
        }
    }

    /** What the actor is to handle because it has been idle; nothing if it was not, or if the timer is none of these. */
    synchronized @Nullable Object due(IdleTimer timer) {
        ReceiveTimeout<M> present = receiveTimeout;
        return present != null && present.timer() == timer && timer.fired() ? present.message() : null;
    }
}
