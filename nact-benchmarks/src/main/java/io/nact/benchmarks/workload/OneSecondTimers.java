package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Actors that each start many timers of one second and wait for all. An operation is a timer; none may be early. */
final class OneSecondTimers<R> implements Workload<R> {

    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final int PER_ACTOR = 100;

    private final Engine<R> engine;

    private final List<R> actors;

    OneSecondTimers(Engine<R> engine, int size) {
        this.engine = engine;
        this.actors = Stream.generate(() -> engine.spawn(Waiting::new))
                .limit(Math.max(1, size / PER_ACTOR))
                .toList();
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(actors.size());
        long start = System.nanoTime();
        for (R actor : actors) {
            engine.tell(actor, finish);
        }
        finish.await();
        if (System.nanoTime() - start < DELAY.toNanos()) {
            throw new IllegalStateException("Timers of %s were early".formatted(DELAY));
        }
        return (long) actors.size() * PER_ACTOR;
    }

    private static final class Waiting<R> implements Actor<R> {

        private Finish finish = new Finish(0);

        private int left;

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Finish begin) {
                finish = begin;
                left = PER_ACTOR;
                for (int i = 0; i < PER_ACTOR; i++) {
                    self.after(DELAY, i);
                }
            } else if (--left == 0) {
                finish.announce();
            }
        }
    }
}
