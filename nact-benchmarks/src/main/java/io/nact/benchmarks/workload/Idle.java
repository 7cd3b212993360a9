package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.EntityEngine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Actors that have handled one message each and then wait; for one run only. What the run leaves behind is theirs: the array
 * of references, and the ids of entities, are there before.
 */
final class Idle<R> implements Workload<R> {

    private static final Object HELLO = "hello";

    private static final AtomicInteger KINDS = new AtomicInteger();

    private final Engine<R> engine;

    private final Finish finish;

    private final IntFunction<R> reference;

    private final Object[] references;

    private Idle(Engine<R> engine, int size, Finish finish, IntFunction<R> reference) {
        this.engine = engine;
        this.finish = finish;
        this.reference = reference;
        this.references = new Object[size];
    }

    static <R> Idle<R> actors(Engine<R> engine, int size) {
        Finish finish = new Finish(size);
        Supplier<Actor<R>> actor = () -> new Greeted<>(finish);
        return new Idle<>(engine, size, finish, i -> engine.spawn(actor));
    }

    static <R> Idle<R> entities(Engine<R> engine, int size) {
        Finish finish = new Finish(size);
        Function<String, R> entities = ((EntityEngine<R>) engine)
                .entities("idle-" + KINDS.incrementAndGet(), () -> new Greeted<>(finish), Duration.ofDays(1), size);
        String[] ids = IntStream.range(0, size).mapToObj(i -> "id-" + i).toArray(String[]::new);
        return new Idle<>(engine, size, finish, i -> entities.apply(ids[i]));
    }

    @Override
    public long run() throws InterruptedException {
        for (int i = 0; i < references.length; i++) {
            R actor = reference.apply(i);
            references[i] = actor;
            engine.tell(actor, HELLO);
        }
        finish.await();
        return references.length;
    }

    /** An object of 16 bytes. */
    private record Greeted<R>(Finish finish) implements Actor<R> {

        @Override
        public void receive(Object message, Self<R> self) {
            finish.announce();
        }
    }
}
