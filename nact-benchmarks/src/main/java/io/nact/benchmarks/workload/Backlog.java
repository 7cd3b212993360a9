package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;

/**
 * An actor that tells itself so many messages in one turn, which all wait until the turn is over; then it handles them, and
 * begins anew. An operation is a message.
 */
final class Backlog<R> implements Workload<R> {

    private static final Object ONE = "one";

    private final Engine<R> engine;

    private final R actor;

    private final int depth;

    private final int rounds;

    /** A run takes so many messages, and the mailbox no more. */
    Backlog(Engine<R> engine, int size, int most) {
        this.engine = engine;
        this.depth = Math.min(most, size);
        this.rounds = size / depth;
        this.actor = engine.spawn(Held::new);
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(1);
        engine.tell(actor, finish);
        finish.await();
        return (long) rounds * depth;
    }

    private final class Held implements Actor<R> {

        private Finish finish = new Finish(0);

        private int roundsLeft;

        private int left;

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Finish begun) {
                finish = begun;
                roundsLeft = rounds;
                fill(self);
            } else if (--left == 0) {
                if (--roundsLeft > 0) {
                    fill(self);
                } else {
                    finish.announce();
                }
            }
        }

        private void fill(Self<R> self) {
            left = depth;
            for (int i = 0; i < depth; i++) {
                self.tell(self.ref(), ONE);
            }
        }
    }
}
