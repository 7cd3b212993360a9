package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Outside;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Threads outside that tell any number of actors, in turn, and nothing else but that. An operation is a message. */
final class RoundRobin<R> implements Workload<R> {

    private static final Object ONE = "one";

    private final Engine<R> engine;

    private final int threads;

    private final Outside senders;

    private final int perPair;

    private final List<R> actors;

    /** Of the run that is on; written before its first message is sent. */
    private Finish finish = new Finish(0);

    /** A run takes so many messages, at least one for each pair; there are no more actors than that allows. */
    RoundRobin(Engine<R> engine, int size, int threads, int most) {
        this.engine = engine;
        this.threads = threads;
        this.senders = new Outside(threads);
        int count = Math.min(most, size / threads);
        this.perPair = size / threads / count;
        this.actors = new ArrayList<>(count);
        Supplier<Actor<R>> actor = Told::new;
        for (int i = 0; i < count; i++) {
            actors.add(engine.spawn(actor));
        }
    }

    @Override
    public long run() throws Exception {
        finish = new Finish(actors.size());
        senders.run(thread -> send());
        finish.await();
        return (long) perPair * threads * actors.size();
    }

    private void send() {
        for (int left = perPair; left > 0; left--) {
            for (int i = 0; i < actors.size(); i++) {
                engine.tell(actors.get(i), ONE);
            }
        }
    }

    private final class Told implements Actor<R> {

        private int left = perPair * threads;

        @Override
        public void receive(Object message, Self<R> self) {
            if (--left == 0) {
                left = perPair * threads;
                finish.announce();
            }
        }
    }
}
