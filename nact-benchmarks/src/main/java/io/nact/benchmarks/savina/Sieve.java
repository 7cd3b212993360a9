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
public final class Sieve<R> implements Workload<R> {

    private final Engine<R> engine;

    private final int below;

    private final int primesPerFilter;

    private final long expected;

    public Sieve(Engine<R> engine, int below, int primesPerFilter) {
        this.engine = engine;
        this.below = below;
        this.primesPerFilter = primesPerFilter;
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
    public long run() throws Exception {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Source(outcome)), Signal.START);
        outcome.mustBe(expected);
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

        private final R source;

        private final int[] primes = new int[primesPerFilter];

        private int count;

        private @Nullable R next;

        Filter(int primesBefore, R source) {
            this.primesBefore = primesBefore;
            this.source = source;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.END) {
                end(self);
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
                int before = primesBefore + count;
                known = self.spawn(() -> new Filter(before, source));
                next = known;
            }
            return known;
        }

        private void end(Self<R> self) {
            R known = next;
            if (known == null) {
                self.tell(source, new Count(primesBefore + count));
            } else {
                self.tell(known, Signal.END);
            }
        }
    }
}
