package io.nact.testkit;

import io.nact.Timers;
import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timers of a behaviour under test, by manual time. */
final class TestedTimers<M> implements Timers<M> {

    private final TestedActor<M> actor;

    private final Map<Object, Running> running = new HashMap<>();

    private @Nullable Quiet quiet;

    /** One start of a timer: a later one under the same key is another. */
    private static final class Running {

        private Scheduler.@Nullable Timer next;

        void cancel() {
            if (next != null) {
                next.cancel();
            }
        }
    }

    private static final class Quiet {

        private final Duration time;

        private final Object message;

        private Scheduler.@Nullable Timer next;

        Quiet(Duration time, Object message) {
            this.time = time;
            this.message = message;
        }
    }

    TestedTimers(TestedActor<M> actor) {
        this.actor = actor;
    }

    @Override
    public void startSingle(Object key, M message, Duration delay) {
        start(key, message, delay, null);
    }

    @Override
    public void startFixedDelay(Object key, M message, Duration initial, Duration delay) {
        start(key, message, initial, requirePositive(delay));
    }

    @Override
    public void startFixedRate(Object key, M message, Duration initial, Duration interval) {
        start(key, message, initial, requirePositive(interval));
    }

    private static Duration requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("A timer's interval must be longer than zero, not " + time);
        }
        return time;
    }

    private void start(Object key, M message, Duration initial, @Nullable Duration interval) {
        stop(key);
        Running timer = new Running();
        running.put(key, timer);
        actor.add(new Effect.TimerStarted(key, message, initial, interval));
        timer.next = actor.time().schedule(initial, () -> fire(key, timer, message, interval));
    }

    private void fire(Object key, Running timer, M message, @Nullable Duration interval) {
        if (running.get(key) != timer) {
            return;
        }
        if (interval == null) {
            running.remove(key);
        }
        actor.takeFirst(message);
        if (interval != null && running.get(key) == timer) {
            timer.next = actor.time().schedule(interval, () -> fire(key, timer, message, interval));
        }
    }

    private boolean stop(Object key) {
        Running timer = running.remove(key);
        if (timer != null) {
            timer.cancel();
        }
        return timer != null;
    }

    @Override
    public boolean cancel(Object key) {
        boolean active = stop(key);
        if (active) {
            actor.add(new Effect.TimerCancelled(key));
        }
        return active;
    }

    @Override
    public void cancelAll() {
        running.keySet().stream().toList().forEach(this::cancel);
        cancelReceiveTimeout();
    }

    @Override
    public boolean isActive(Object key) {
        return running.containsKey(key);
    }

    @Override
    public void receiveTimeout(Duration time, M message) {
        stopWaiting();
        quiet = new Quiet(requirePositive(time), message);
        actor.add(new Effect.ReceiveTimeoutSet(time, message));
        waitForQuiet();
    }

    private void waitForQuiet() {
        Quiet present = quiet;
        if (present != null) {
            present.next = actor.time().schedule(present.time, () -> actor.takeFirst(present.message));
        }
    }

    private void stopWaiting() {
        if (quiet != null && quiet.next != null) {
            quiet.next.cancel();
        }
    }

    @Override
    public boolean cancelReceiveTimeout() {
        boolean active = quiet != null;
        stopWaiting();
        quiet = null;
        if (active) {
            actor.add(new Effect.ReceiveTimeoutCancelled());
        }
        return active;
    }

    /** The actor has taken a message: the wait for none begins again. */
    void messageTaken() {
        stopWaiting();
        waitForQuiet();
    }

    /** The life that started them has ended. */
    void clear() {
        running.values().forEach(Running::cancel);
        running.clear();
        stopWaiting();
        quiet = null;
    }
}
