package io.nact.benchmarks;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * An actor library as the programs see it, each used in the way its documentation shows. One system per instance, with two
 * threads. A JVM loads one implementation only, so that a call through this interface is a direct one once compiled.
 *
 * @param <R> the library's reference to an actor
 */
public interface Engine<R> extends AutoCloseable {

    /** Spawns an actor at the top of the tree, under a generated name. Any thread outside the engine. */
    R spawn(Supplier<? extends Actor<R>> actor);

    /** Any thread. */
    void tell(R to, Object message);

    /** Any thread outside the engine. The actor answers by {@link Self#reply}. */
    CompletionStage<Object> ask(R to, Object message);

    /** Asks and blocks until the answer is there, in the way that is the library's best. Any thread outside the engine. */
    default Object call(R to, Object message) {
        return ask(to, message).toCompletableFuture().join();
    }

    /**
     * How many bytes of heap the benchmark's own objects take for each actor, beside its {@link Actor}: what stands between
     * that and the library, and what a user of the library would not have.
     */
    default int adapterBytes() {
        return 0;
    }

    @Override
    void close();
}
