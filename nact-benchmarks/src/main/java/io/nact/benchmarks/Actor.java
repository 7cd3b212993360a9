package io.nact.benchmarks;

/**
 * What an actor does with its messages, one at a time.
 *
 * @param <R> the library's reference to an actor
 */
@FunctionalInterface
public interface Actor<R> {

    void receive(Object message, Self<R> self);
}
