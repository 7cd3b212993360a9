package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Savina's sieve of Eratosthenes: a pipeline of filters that grows at its end, each with some primes of its own.
 *
 * @param <R> the library's reference to an actor
 */
final class Sieve<R> implements Workload<R> {

    private static final int PRIMES_PER_FILTER = 20;

    private final Engine<R> engine;

    private final int below;

    private final long expected;

    Sieve(Engine<R> engine, int below) {
        this.engine = engine;
        this.below = below;
        this.expected = primes(below);
    }

    private static long primes(int below) {
        boolean[] composite = new boolean[below];
        long count = 0;
        for (int i = 2; i < below; i++) {
            if (!composite[i]) {
                count++;
                for (long multiple = (long) i * i; multiple < below; multiple += i) {
                    composite[(int) multiple] = true;
                }
            }
        }
        return count;
    }

    /** An operation is a number put into the pipeline. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Source(outcome)), Signal.START);
        outcome.mustBe("Primes", expected);
        return (below - 2) / 2;
    }

    private enum Signal {
        START,
        END
    }

    private record Count(int primes) {}

    private final class Source implements Actor<R> {

        private final Outcome outcome;

        Source(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Count count) {
                outcome.is(count.primes());
                self.stop();
            } else {
                start(self);
            }
        }

        private void start(Self<R> self) {
            R source = self.ref();
            R first = self.spawn(() -> new Filter(1, source));
            for (int number = 3; number < below; number += 2) {
                self.tell(first, number);
            }
            self.tell(first, Signal.END);
        }
    }

    private final class Filter implements Actor<R> {

        private final int primesBefore;

        private final R previous;

        private final int[] primes = new int[PRIMES_PER_FILTER];

        private int count;

        private @Nullable R next;

        Filter(int primesBefore, R previous) {
            this.primesBefore = primesBefore;
            this.previous = previous;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.END) {
                end(self);
            } else if (message instanceof Count) {
                answer(message, self);
            } else if (message instanceof Integer number && passes(number)) {
                if (count < primes.length) {
                    primes[count++] = number;
                } else {
                    self.tell(next(self), number);
                }
            }
        }

        private boolean passes(int number) {
            for (int i = 0; i < count; i++) {
                if (number % primes[i] == 0) {
                    return false;
                }
            }
            return true;
        }

        private R next(Self<R> self) {
            R known = next;
            if (known == null) {
                R me = self.ref();
                int before = primesBefore + count;
                known = self.spawn(() -> new Filter(before, me));
                next = known;
            }
            return known;
        }

        private void end(Self<R> self) {
            R known = next;
            if (known == null) {
                answer(new Count(primesBefore + count), self);
            } else {
                self.tell(known, Signal.END);
            }
        }

        /** From the last to the first, so that none is stopped by its parent before. */
        private void answer(Object primes, Self<R> self) {
            self.tell(previous, primes);
            self.stop();
        }
    }
}
