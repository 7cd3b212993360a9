package io.nact.benchmarks.engine;

import io.nact.benchmarks.Actor;
import java.util.function.Supplier;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jspecify.annotations.Nullable;

/** {@link RawEngine} on JCTools' queues of linked arrays, padded. */
public final class ArrayRawEngine extends RawEngine {

    private static final int CHUNK = 64;

    public ArrayRawEngine(int threads) {
        super(threads);
    }

    @Override
    public RawActor spawn(Supplier<? extends Actor<RawActor>> actor) {
        return new InArrays(this, actor.get());
    }

    private static final class InArrays extends RawActor {

        private final MpscUnboundedArrayQueue<Object> queue = new MpscUnboundedArrayQueue<>(CHUNK);

        InArrays(RawEngine engine, Actor<RawActor> actor) {
            super(engine, actor);
        }

        @Override
        void push(Object message) {
            queue.offer(message);
        }

        @Override
        @Nullable
        Object poll() {
            return queue.relaxedPoll();
        }

        @Override
        boolean isEmpty() {
            return queue.isEmpty();
        }
    }
}
