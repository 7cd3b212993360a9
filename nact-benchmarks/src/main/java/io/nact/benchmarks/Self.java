package io.nact.benchmarks;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * An actor as it sees itself. Only for its own turns.
 *
 * @param <R> the library's reference to an actor
 */
public interface Self<R> {

    R ref();

    /** Spawns a child under a generated name. */
    R spawn(Supplier<? extends Actor<R>> actor);

    void tell(R to, Object message);

    /** Answers whoever asked with the message in hand. */
    void reply(Object answer);

    /** Sends the actor the message once, after the delay. */
    void after(Duration delay, Object message);

    /** Ends after this message. */
    void stop();
}
