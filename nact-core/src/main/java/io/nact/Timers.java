package io.nact;

import java.time.Duration;

/**
 * Messages that an actor sends itself later. Only for use in the actor's turn.
 *
 * <p>Each timer has a key, any object with {@code equals}; starting one under a key in use replaces that one. Its message
 * goes before those that wait, is never refused, and is handled in a turn of its own, without the deadline of whoever
 * the actor was working for when it started the timer. Once a timer has been cancelled or replaced no message of it
 * arrives any more, even if it was due already. A stop or a reset cancels all. While a timer with a key runs, the actor is
 * not idle: it is neither passivated nor shut down. A receive timeout does not keep it, being about idleness itself.
 *
 * @param <M> the messages that the actor takes
 */
public interface Timers<M> {

    /** Sends the message once, after the delay. */
    void startSingle(Object key, M message, Duration delay);

    /** {@link #startFixedDelay(Object, Object, Duration, Duration)} with the first message after one delay. */
    default void startFixedDelay(Object key, M message, Duration delay) {
        startFixedDelay(key, message, delay, delay);
    }

    /**
     * Sends the message again and again, each time the delay after the one before has been taken in hand.
     *
     * @throws IllegalArgumentException if the delay is not positive
     */
    void startFixedDelay(Object key, M message, Duration initial, Duration delay);

    /** {@link #startFixedRate(Object, Object, Duration, Duration)} with the first message after one interval. */
    default void startFixedRate(Object key, M message, Duration interval) {
        startFixedRate(key, message, interval, interval);
    }

    /**
     * Sends the message again and again, at times that are one interval apart. An actor that falls behind gets what it
     * has missed one after the other; never more than one message of a timer waits.
     *
     * @throws IllegalArgumentException if the interval is not positive
     */
    void startFixedRate(Object key, M message, Duration initial, Duration interval);

    /** Cancels the timer with this key; false if there is none. */
    boolean cancel(Object key);

    /** Cancels all timers, the receive timeout among them. */
    void cancelAll();

    /** Whether a timer with this key is still to send a message. */
    boolean isActive(Object key);

    /**
     * Sends the message whenever the actor has taken no other message for so long. Replaces an earlier receive timeout.
     *
     * @throws IllegalArgumentException if the time is not positive
     */
    void receiveTimeout(Duration time, M message);

    /** Sends no message any more when none comes; false if it did not. */
    boolean cancelReceiveTimeout();
}
