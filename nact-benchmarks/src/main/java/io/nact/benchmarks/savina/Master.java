package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Self;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands out work to its workers by turns. A worker does it, or divides it and gives the parts back to be handed out. The
 * outcome is the number of finds, once all is done.
 *
 * @param <R> the library's reference to an actor
 */
final class Master<R> implements Actor<R> {

    /** A piece of work. Immutable, but for what it alone may write. */
    interface Work {

        void doneBy(Hands hands);
    }

    /** What work can do besides its own computing. */
    interface Hands {

        void handBack(Work part);

        void found();
    }

    private enum Signal {
        FOUND,
        DONE,
        CLOSE
    }

    private final int size;

    private final Outcome outcome;

    private final List<R> workers = new ArrayList<>();

    private int next;

    private long open;

    private long found;

    Master(int size, Outcome outcome) {
        this.size = size;
        this.outcome = outcome;
    }

    @Override
    public void receive(Object message, Self<R> self) {
        if (message == Signal.FOUND) {
            found++;
        } else if (message == Signal.DONE) {
            if (--open == 0) {
                outcome.is(found);
                workers.forEach(worker -> self.tell(worker, Signal.CLOSE));
                self.stop();
            }
        } else {
            handOut(message, self);
        }
    }

    private void handOut(Object work, Self<R> self) {
        if (workers.size() < size) {
            R master = self.ref();
            workers.add(self.spawn(() -> new Worker<>(master)));
        }
        open++;
        self.tell(workers.get(next++ % workers.size()), work);
    }

    private record Worker<R>(R master) implements Actor<R> {

        @Override
        public void receive(Object message, Self<R> self) {
            if (message == Signal.CLOSE) {
                self.stop();
                return;
            }
            ((Work) message).doneBy(new Hands() {
                @Override
                public void handBack(Work part) {
                    self.tell(master, part);
                }

                @Override
                public void found() {
                    self.tell(master, Signal.FOUND);
                }
            });
            self.tell(master, Signal.DONE);
        }
    }
}
