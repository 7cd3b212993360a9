package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Savina's concurrent dictionary: workers read and now and then write an actor's map, each waiting for the answer before
 * its next request.
 *
 * @param <R> the library's reference to an actor
 */
final class ConcurrentDictionary<R> implements Workload<R> {

    private static final int WORKERS = 20;

    private static final int WRITES_PERCENT = 10;

    private static final int KEYS = 1 << 12;

    private final Engine<R> engine;

    private final int requests;

    private final Map<Integer, Integer> content = new HashMap<>();

    ConcurrentDictionary(Engine<R> engine, int requests) {
        this.engine = engine;
        this.requests = requests / WORKERS;
        for (int key = 0; key < KEYS; key++) {
            content.put(key, valueOf(key));
        }
    }

    /** Every value ever written is a multiple of the keys' number away from its key, so that any answer can be checked. */
    private static int valueOf(int key) {
        return key + KEYS;
    }

    /** An operation is a request. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Dictionary(outcome)), Signal.START);
        long all = (long) WORKERS * requests;
        outcome.mustBe("Right answers", all);
        return all;
    }

    private enum Signal {
        START
    }

    private record Read<R>(R worker, int key) {}

    private record Write<R>(R worker, int key, int value) {}

    private record Value(int value) {}

    private record Finished(int right) {}

    private final class Dictionary implements Actor<R> {

        private final Outcome outcome;

        private final Map<Integer, Integer> entries = new HashMap<>(content);

        private int finished;

        private long right;

        Dictionary(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Read<?> read) {
                Integer value = entries.getOrDefault(read.key(), 0);
                self.tell(((Read<R>) read).worker(), new Value(value));
            } else if (message instanceof Write<?> write) {
                entries.put(write.key(), write.value());
                self.tell(((Write<R>) write).worker(), new Value(write.value()));
            } else if (message instanceof Finished one) {
                right += one.right();
                if (++finished == WORKERS) {
                    outcome.is(right);
                    self.stop();
                }
            } else {
                start(self);
            }
        }

        private void start(Self<R> self) {
            R dictionary = self.ref();
            for (int i = 0; i < WORKERS; i++) {
                int seed = i;
                self.tell(self.spawn(() -> new Worker(dictionary, seed)), Signal.START);
            }
        }
    }

    private final class Worker implements Actor<R> {

        private final R dictionary;

        private final Random random;

        private int sent;

        private int right;

        private int key;

        Worker(R dictionary, int seed) {
            this.dictionary = dictionary;
            this.random = new Random(seed);
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Value answer && (answer.value() & (KEYS - 1)) == key) {
                right++;
            }
            if (sent++ == requests) {
                self.tell(dictionary, new Finished(right));
                self.stop();
                return;
            }
            key = random.nextInt(KEYS);
            boolean write = random.nextInt(100) < WRITES_PERCENT;
            self.tell(
                    dictionary, write ? new Write<>(self.ref(), key, key + KEYS * sent) : new Read<>(self.ref(), key));
        }
    }
}
