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
import java.util.stream.IntStream;

/**
 * A thread outside that tells entities, the popular ones far more often than the others, while only a tenth of them may live
 * at once, so that some are passivated all the time. An operation is a message.
 */
final class ZipfEntities<R> implements Workload<R> {

    private static final int IDS = 100_000;

    private static final int MOST_ACTIVE = IDS / 10;

    /** Sent in one go, and handled before the next: all others that live are idle, so that one can always make room. */
    private static final int BATCH = 1_000;

    private static final Duration PASSIVATE_AFTER = Duration.ofSeconds(10);

    private static final AtomicInteger KINDS = new AtomicInteger();

    private final Engine<R> engine;

    private final Function<String, R> entities;

    private final String[] ids =
            IntStream.range(0, IDS).mapToObj(i -> "id-" + i).toArray(String[]::new);

    private final int[] order;

    ZipfEntities(Engine<R> engine, int size) {
        this.engine = engine;
        this.entities = ((EntityEngine<R>) engine)
                .entities("zipf-" + KINDS.incrementAndGet(), Told::new, PASSIVATE_AFTER, MOST_ACTIVE);
        this.order = Zipf.sample(IDS, size);
    }

    @Override
    public long run() throws InterruptedException {
        for (int from = 0; from < order.length; from += BATCH) {
            int to = Math.min(order.length, from + BATCH);
            Finish batch = new Finish(to - from);
            for (int i = from; i < to; i++) {
                engine.tell(entities.apply(ids[order[i]]), batch);
            }
            batch.await();
        }
        return order.length;
    }

    /** Told of the batch that the message belongs to. */
    private static final class Told<R> implements Actor<R> {

        @Override
        public void receive(Object message, Self<R> self) {
            ((Finish) message).announce();
        }
    }
}
