package io.nact.benchmarks;

import java.util.function.Supplier;

/**
 * A library with mailboxes that have a limit.
 *
 * @param <R> the library's reference to an actor
 */
public interface BoundedEngine<R> extends Engine<R> {

    /** As {@link #spawn}, with at most so many messages waiting. */
    R spawnBounded(int capacity, Supplier<? extends Actor<R>> actor);
}
