package io.nact.benchmarks;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A library with actors that live by an id: spawned by their first message, passivated when idle.
 *
 * @param <R> the library's reference to an actor
 */
public interface EntityEngine<R> extends Engine<R> {

    /**
     * A kind of entity.
     *
     * @param name unlike those of other kinds
     * @param maxActive how many may live at once
     * @return finds the reference for an id
     */
    Function<String, R> entities(
            String name, Supplier<? extends Actor<R>> actor, Duration passivateAfter, int maxActive);
}
