package io.nact.benchmarks.savina;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Savina's chameneos: creatures meet in pairs at a mall and both take on a new colour. Everybody tells one actor, which
 * introduces them to each other.
 *
 * @param <R> the library's reference to an actor
 */
final class Chameneos<R> implements Workload<R> {

    private static final int CREATURES = 100;

    private final Engine<R> engine;

    private final int meetings;

    Chameneos(Engine<R> engine, int meetings) {
        this.engine = engine;
        this.meetings = meetings;
    }

    /** An operation is a meeting. */
    @Override
    public long run() throws InterruptedException {
        Outcome outcome = new Outcome();
        engine.tell(engine.spawn(() -> new Mall(outcome)), Signal.OPEN);
        outcome.mustBe("Creatures in meetings", 2L * meetings);
        return meetings;
    }

    private enum Signal {
        OPEN,
        CLOSED
    }

    private record Arrival<R>(R creature, Colour colour) {}

    private record Change(Colour colour) {}

    private record Met(int times) {}

    private final class Mall implements Actor<R> {

        private final Outcome outcome;

        private int toCome = meetings;

        private int leaving;

        private long met;

        private @Nullable Arrival<R> waiting;

        Mall(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Arrival<?> arrival) {
                pair((Arrival<R>) arrival, self);
            } else if (message instanceof Met one) {
                farewell(one, self);
            } else {
                open(self);
            }
        }

        private void open(Self<R> self) {
            R mall = self.ref();
            for (int i = 0; i < CREATURES; i++) {
                Colour colour = Colour.of(i);
                self.tell(self.spawn(() -> new Creature(mall, colour)), Signal.OPEN);
            }
        }

        private void pair(Arrival<R> arrival, Self<R> self) {
            Arrival<R> first = waiting;
            if (toCome == 0) {
                self.tell(arrival.creature(), Signal.CLOSED);
            } else if (first == null) {
                waiting = arrival;
            } else {
                self.tell(first.creature(), arrival);
                waiting = null;
                toCome--;
            }
        }

        private void farewell(Met one, Self<R> self) {
            met += one.times();
            if (++leaving == CREATURES) {
                outcome.is(met);
                self.stop();
            }
        }
    }

    private final class Creature implements Actor<R> {

        private final R mall;

        private Colour colour;

        private int met;

        Creature(R mall, Colour colour) {
            this.mall = mall;
            this.colour = colour;
        }

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Arrival<?> other) {
                met(colour.beside(other.colour()));
                self.tell(((Arrival<R>) other).creature(), new Change(colour));
                arrive(self);
            } else if (message instanceof Change change) {
                met(change.colour());
                arrive(self);
            } else if (message == Signal.OPEN) {
                arrive(self);
            } else {
                self.tell(mall, new Met(met));
                self.stop();
            }
        }

        private void met(Colour next) {
            colour = next;
            met++;
        }

        private void arrive(Self<R> self) {
            self.tell(mall, new Arrival<>(self.ref(), colour));
        }
    }

    private enum Colour {
        BLUE,
        RED,
        YELLOW;

        private static final Colour[] ALL = values();

        static Colour of(int number) {
            return ALL[number % ALL.length];
        }

        /** Two of one colour keep it; two of different colours both take on the third. */
        Colour beside(Colour other) {
            return this == other ? this : ALL[ALL.length - ordinal() - other.ordinal()];
        }
    }
}
