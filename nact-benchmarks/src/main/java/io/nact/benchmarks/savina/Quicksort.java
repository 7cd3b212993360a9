package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Savina's quicksort: an actor for each partition, which sorts a short one itself and spawns two for a long one. Each gets
 * an array of its own and answers with it.
 *
 * @param <R> the library's reference to an actor
 */
final class Quicksort<R> implements Workload<R> {

    private static final int THRESHOLD = 512;

    private static final long NO_MISMATCH = -1;

    private final Engine<R> engine;

    private final long[] input;

    private final long[] sorted;

    Quicksort(Engine<R> engine, int length) {
        this.engine = engine;
        this.input = new Random(length).longs(length).toArray();
        this.sorted = input.clone();
        Arrays.sort(sorted);
    }

    /** An operation is an element. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Sorter(null, Side.BELOW, outcome)), new Sort(input.clone()));
        outcome.mustBe("Place of the first mismatch", NO_MISMATCH);
        return input.length;
    }

    private enum Side {
        BELOW,
        ABOVE
    }

    private record Sort(long[] values) {}

    private record Sorted(long[] values, Side side) {}

    private final class Sorter implements Actor<R> {

        private final @Nullable R caller;

        private final Side side;

        private final Outcome outcome;

        private long[] values = {};

        private int awaited;

        Sorter(@Nullable R caller, Side side, Outcome outcome) {
            this.caller = caller;
            this.side = side;
            this.outcome = outcome;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Sorted part) {
                int start = part.side() == Side.BELOW ? 0 : values.length - part.values().length;
                System.arraycopy(part.values(), 0, values, start, part.values().length);
                awaited--;
            } else if (message instanceof Sort sort) {
                values = sort.values();
                if (values.length > THRESHOLD) {
                    divide(self);
                } else {
                    Arrays.sort(values);
                }
            }
            if (awaited == 0) {
                answer(self);
            }
        }

        private void divide(Self<R> self) {
            long pivot = values[values.length / 2];
            long[] below = new long[values.length];
            long[] above = new long[values.length];
            int belows = 0;
            int aboves = 0;
            for (long value : values) {
                if (value < pivot) {
                    below[belows++] = value;
                } else if (value > pivot) {
                    above[aboves++] = value;
                }
            }
            Arrays.fill(values, belows, values.length - aboves, pivot);
            delegate(Arrays.copyOf(below, belows), Side.BELOW, self);
            delegate(Arrays.copyOf(above, aboves), Side.ABOVE, self);
        }

        private void delegate(long[] part, Side where, Self<R> self) {
            if (part.length > 0) {
                R me = self.ref();
                awaited++;
                self.tell(self.spawn(() -> new Sorter(me, where, outcome)), new Sort(part));
            }
        }

        private void answer(Self<R> self) {
            if (caller == null) {
                outcome.is(Arrays.mismatch(values, sorted));
            } else {
                self.tell(caller, new Sorted(values, side));
            }
            self.stop();
        }
    }
}
