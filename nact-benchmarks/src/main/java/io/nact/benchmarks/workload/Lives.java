package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.function.Supplier;

/**
 * Children that are spawned, take one message and stop. An operation is a life, as far as its last turn; the run does not
 * wait for the end of the last ones.
 */
final class Lives<R> implements Workload<R> {

    private static final Object LIVE = "live";

    private static final Object OVER = "over";

    private final Engine<R> engine;

    private final R parent;

    private final int lives;

    private final int atOnce;

    private Lives(Engine<R> engine, int lives, int atOnce) {
        this.engine = engine;
        this.parent = engine.spawn(Parent::new);
        this.lives = lives;
        this.atOnce = Math.min(atOnce, lives);
    }

    /** All at once, from one turn of their parent. */
    static <R> Lives<R> atOnce(Engine<R> engine, int size) {
        return new Lives<>(engine, size, size);
    }

    /** The next when one is over, with 64 at a time. */
    static <R> Lives<R> inTurn(Engine<R> engine, int size) {
        return new Lives<>(engine, size, 64);
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(1);
        engine.tell(parent, new Begin(lives, atOnce, finish));
        finish.await();
        return lives;
    }

    private record Begin(int lives, int atOnce, Finish finish) {}

    private static final class Parent<R> implements Actor<R> {

        private Finish finish = new Finish(0);

        private Supplier<Actor<R>> child = () -> (message, self) -> {};

        private int toSpawn;

        private int toEnd;

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Begin begin) {
                finish = begin.finish();
                toSpawn = begin.lives();
                toEnd = begin.lives();
                R parent = self.ref();
                child = () -> new Child<>(parent);
                for (int i = begin.atOnce(); i > 0; i--) {
                    spawn(self);
                }
                return;
            }
            if (toSpawn > 0) {
                spawn(self);
            }
            if (--toEnd == 0) {
                finish.announce();
            }
        }

        private void spawn(Self<R> self) {
            toSpawn--;
            self.tell(self.spawn(child), LIVE);
        }
    }

    private record Child<R>(R parent) implements Actor<R> {

        @Override
        public void receive(Object message, Self<R> self) {
            self.tell(parent, OVER);
            self.stop();
        }
    }
}
