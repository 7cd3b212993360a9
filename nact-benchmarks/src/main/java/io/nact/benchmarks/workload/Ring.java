package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token that counts down as it goes round; Savina's thread ring. An operation is a hop. */
final class Ring<R> implements Workload<R> {

    private final Engine<R> engine;

    private final R first;

    private final int hops;

    /** Whole rounds, so that the token ends where it began. */
    private Ring(Engine<R> engine, int members, int size) {
        this.engine = engine;
        this.hops = Math.max(1, size / members) * members;
        this.first = engine.spawn(Member::new);
        R next = first;
        for (int i = 1; i < members; i++) {
            R member = engine.spawn(Member::new);
            engine.tell(member, new Link<>(next));
            next = member;
        }
        engine.tell(first, new Link<>(next));
    }

    static <R> Ring<R> of100(Engine<R> engine, int size) {
        return new Ring<>(engine, 100, size);
    }

    static <R> Ring<R> of503(Engine<R> engine, int size) {
        return new Ring<>(engine, 503, size);
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(1);
        engine.tell(first, new Begin(hops, finish));
        finish.await();
        return hops;
    }

    private record Link<R>(R next) {}

    private record Begin(int hops, Finish finish) {}

    /** Takes tokens: how many hops are left. */
    private static final class Member<R> implements Actor<R> {

        private @Nullable R next;

        private Finish finish = new Finish(0);

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Integer left) {
                if (left == 0) {
                    finish.announce();
                } else {
                    self.tell(Objects.requireNonNull(next), left - 1);
                }
            } else if (message instanceof Begin begin) {
                finish = begin.finish();
                self.tell(Objects.requireNonNull(next), begin.hops() - 1);
            } else {
                next = ((Link<R>) message).next();
            }
        }
    }
}
