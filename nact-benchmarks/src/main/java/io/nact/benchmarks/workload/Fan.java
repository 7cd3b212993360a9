package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.BoundedEngine;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Producers that send all they have in one turn to counters, in turn. An operation is a message.
 *
 * <p>One to one it is Savina's counting actor, many to one what aggregators see, one to many Savina's fork-join throughput.
 */
final class Fan<R> implements Workload<R> {

    private final Engine<R> engine;

    private final List<R> producers;

    private final List<R> counters;

    private final int perPair;

    /** A run takes so many messages, in equal parts for each pair of producer and counter. */
    private Fan(Engine<R> engine, int size, int producers, int counters, Supplier<R> counter) {
        this.engine = engine;
        this.counters = Stream.generate(counter).limit(counters).toList();
        this.producers = Stream.generate(() -> engine.spawn(() -> new Producer<>(this.counters)))
                .limit(producers)
                .toList();
        this.perPair = size / producers / counters;
    }

    static <R> Fan<R> oneToOne(Engine<R> engine, int size) {
        return of(engine, size, 1, 1);
    }

    static <R> Fan<R> manyToOne(Engine<R> engine, int size) {
        return of(engine, size, 8, 1);
    }

    static <R> Fan<R> oneToMany(Engine<R> engine, int size) {
        return of(engine, size, 1, 60);
    }

    private static <R> Fan<R> of(Engine<R> engine, int size, int producers, int counters) {
        return new Fan<>(engine, size, producers, counters, () -> engine.spawn(Counter::new));
    }

    /** One to one through a mailbox with a limit that is never reached. */
    static <R> Fan<R> bounded(Engine<R> engine, int size) {
        BoundedEngine<R> bounded = (BoundedEngine<R>) engine;
        return new Fan<>(engine, size, 1, 1, () -> bounded.spawnBounded(size + 1, Counter::new));
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(counters.size());
        for (R counter : counters) {
            engine.tell(counter, new Counter.Expect(perPair * producers.size(), finish));
        }
        for (R producer : producers) {
            engine.tell(producer, perPair);
        }
        finish.await();
        return (long) perPair * producers.size() * counters.size();
    }

    private static final class Producer<R> implements Actor<R> {

        private final List<R> counters;

        Producer(List<R> counters) {
            this.counters = counters;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            for (int left = (Integer) message; left > 0; left--) {
                for (int i = 0; i < counters.size(); i++) {
                    self.tell(counters.get(i), Counter.ONE);
                }
            }
        }
    }
}
