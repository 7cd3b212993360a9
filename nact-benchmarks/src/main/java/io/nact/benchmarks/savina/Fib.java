package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Savina's Fibonacci: an actor for each call of the naive recursion.
 *
 * @param <R> the library's reference to an actor
 */
final class Fib<R> implements Workload<R> {

    private final Engine<R> engine;

    private final int number;

    private final long expected;

    Fib(Engine<R> engine, int number) {
        this.engine = engine;
        this.number = number;
        this.expected = fib(number);
    }

    private static long fib(int number) {
        long last = 1;
        long sum = 1;
        for (int i = 2; i < number; i++) {
            long next = last + sum;
            last = sum;
            sum = next;
        }
        return sum;
    }

    /** An operation is an actor. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Call(null, outcome)), new Request(number));
        outcome.mustBe("Fibonacci number", expected);
        return 2 * expected - 1;
    }

    private record Request(int number) {}

    private record Response(long value) {

        static final Response ONE = new Response(1);
    }

    private final class Call implements Actor<R> {

        private final @Nullable R caller;

        private final Outcome outcome;

        private int awaited;

        private long sum;

        Call(@Nullable R caller, Outcome outcome) {
            this.caller = caller;
            this.outcome = outcome;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Response response) {
                sum += response.value();
                if (--awaited == 0) {
                    answer(new Response(sum), self);
                }
            } else if (message instanceof Request request) {
                if (request.number() <= 2) {
                    answer(Response.ONE, self);
                } else {
                    call(request.number() - 1, self);
                    call(request.number() - 2, self);
                }
            }
        }

        private void call(int argument, Self<R> self) {
            R me = self.ref();
            awaited++;
            self.tell(self.spawn(() -> new Call(me, outcome)), new Request(argument));
        }

        private void answer(Response response, Self<R> self) {
            if (caller == null) {
                outcome.is(response.value());
            } else {
                self.tell(caller, response);
            }
            self.stop();
        }
    }
}
