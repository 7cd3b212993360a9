package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.time.Duration;

/** {@code count} while as many timers are pending as a run takes messages, none of which comes due. */
final class UnderTimers<R> implements Workload<R> {

    private static final Duration DELAY = Duration.ofDays(1);

    private static final int PER_ACTOR = 1_000;

    private final Workload<R> count;

    private final Engine<R> engine;

    private int due;

    UnderTimers(Engine<R> engine, int size) {
        this.engine = engine;
        this.count = Fan.oneToOne(engine, size);
        this.due = size / PER_ACTOR;
    }

    @Override
    public long run() throws Exception {
        Finish finish = new Finish(due);
        for (; due > 0; due--) {
            engine.tell(engine.spawn(Waiting::new), finish);
        }
        finish.await();
        return count.run();
    }

    private static final class Waiting<R> implements Actor<R> {

        @Override
        public void receive(Object message, Self<R> self) {
            for (int i = 0; i < PER_ACTOR; i++) {
                self.after(DELAY, i);
            }
            ((Finish) message).announce();
        }
    }
}
