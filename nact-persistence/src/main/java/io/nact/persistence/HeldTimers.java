package io.nact.persistence;

import io.nact.Timers;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Timers that are started and cancelled later. What is asked of them is answered as things stand now.
 *
 * @param later does it when its time has come
 */
record HeldTimers<M>(Timers<M> timers, Consumer<Runnable> later) implements Timers<M> {

    @Override
    public void startSingle(Object key, M message, Duration delay) {
        later.accept(() -> timers.startSingle(key, message, delay));
    }

    @Override
    public void startFixedDelay(Object key, M message, Duration initial, Duration delay) {
        later.accept(() -> timers.startFixedDelay(key, message, initial, delay));
    }

    @Override
    public void startFixedRate(Object key, M message, Duration initial, Duration interval) {
        later.accept(() -> timers.startFixedRate(key, message, initial, interval));
    }

    @Override
    public boolean cancel(Object key) {
        boolean active = timers.isActive(key);
        later.accept(() -> timers.cancel(key));
        return active;
    }

    @Override
    public void cancelAll() {
        later.accept(timers::cancelAll);
    }

    @Override
    public boolean isActive(Object key) {
        return timers.isActive(key);
    }

    @Override
    public void receiveTimeout(Duration time, M message) {
        later.accept(() -> timers.receiveTimeout(time, message));
    }

    @Override
    public boolean cancelReceiveTimeout() {
        // Whether there is one nobody says before it is cancelled.
        later.accept(timers::cancelReceiveTimeout);
        return true;
    }
}
