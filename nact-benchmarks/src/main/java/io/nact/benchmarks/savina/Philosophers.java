package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;

/**
 * Savina's dining philosophers: an arbiter keeps the forks, and who cannot have both asks again at once.
 *
 * @param <R> the library's reference to an actor
 */
final class Philosophers<R> implements Workload<R> {

    private static final int PHILOSOPHERS = 20;

    private final Engine<R> engine;

    private final int rounds;

    Philosophers(Engine<R> engine, int meals) {
        this.engine = engine;
        this.rounds = meals / PHILOSOPHERS;
    }

    /** An operation is a meal. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Arbiter(outcome)), Signal.START);
        long meals = (long) PHILOSOPHERS * rounds;
        outcome.mustBe("Meals", meals);
        return meals;
    }

    private enum Signal {
        START,
        EAT,
        DENIED,
        SATED
    }

    private record Hungry<R>(R philosopher, int seat) {}

    private record Done(int seat) {}

    private final class Arbiter implements Actor<R> {

        private final Outcome outcome;

        private final boolean[] taken = new boolean[PHILOSOPHERS];

        private long meals;

        private int sated;

        Arbiter(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Hungry<?> hungry) {
                serve((Hungry<R>) hungry, self);
            } else if (message instanceof Done done) {
                taken[done.seat()] = false;
                taken[right(done.seat())] = false;
                meals++;
            } else if (message == Signal.SATED) {
                if (++sated == PHILOSOPHERS) {
                    outcome.is(meals);
                    self.stop();
                }
            } else {
                start(self);
            }
        }

        private void start(Self<R> self) {
            R arbiter = self.ref();
            for (int i = 0; i < PHILOSOPHERS; i++) {
                int seat = i;
                self.tell(self.spawn(() -> new Philosopher(arbiter, seat)), Signal.START);
            }
        }

        private void serve(Hungry<R> hungry, Self<R> self) {
            int left = hungry.seat();
            int right = right(left);
            if (taken[left] || taken[right]) {
                self.tell(hungry.philosopher(), Signal.DENIED);
            } else {
                taken[left] = true;
                taken[right] = true;
                self.tell(hungry.philosopher(), Signal.EAT);
            }
        }

        private int right(int seat) {
            return (seat + 1) % PHILOSOPHERS;
        }
    }

    private final class Philosopher implements Actor<R> {

        private final R arbiter;

        private final int seat;

        private int eaten;

        Philosopher(R arbiter, int seat) {
            this.arbiter = arbiter;
            this.seat = seat;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.EAT) {
                eaten++;
                self.tell(arbiter, new Done(seat));
                if (eaten == rounds) {
                    self.tell(arbiter, Signal.SATED);
                    self.stop();
                    return;
                }
            }
            self.tell(arbiter, new Hungry<>(self.ref(), seat));
        }
    }
}
