package io.nact.benchmarks.workload;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Outside;
import io.nact.benchmarks.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Two threads outside that tell counters, in turn. An operation is a message. */
final class FromOutside<R> implements Workload<R> {

    private static final int THREADS = 2;

    private final Engine<R> engine;

    private final List<R> counters;

    private final Outside senders = new Outside(THREADS);

    private final int perPair;

    private FromOutside(Engine<R> engine, int size, int counters) {
        this.engine = engine;
        this.counters = Stream.generate(() -> engine.spawn(Counter::new))
                .limit(counters)
                .toList();
        this.perPair = Math.max(1, size / THREADS / counters);
    }

    static <R> FromOutside<R> toOne(Engine<R> engine, int size) {
        return new FromOutside<>(engine, size, 1);
    }

    static <R> FromOutside<R> to64(Engine<R> engine, int size) {
        return new FromOutside<>(engine, size, 64);
    }

    @Override
    public long run() throws Exception {
        Finish finish = new Finish(counters.size());
        for (R counter : counters) {
            engine.tell(counter, new Counter.Expect(perPair * THREADS, finish));
        }
        senders.run(thread -> send());
        finish.await();
        return (long) perPair * THREADS * counters.size();
    }

    private void send() {
        for (int left = perPair; left > 0; left--) {
            for (int i = 0; i < counters.size(); i++) {
                engine.tell(counters.get(i), Counter.ONE);
            }
        }
    }
}
