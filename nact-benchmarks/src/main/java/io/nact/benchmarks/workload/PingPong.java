package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Two actors and one ball. An operation is a hop. */
final class PingPong<R> implements Workload<R> {

    private static final Object PONG = "pong";

    private final Engine<R> engine;

    private final int hops;

    private final R server;

    PingPong(Engine<R> engine, int size) {
        this.engine = engine;
        this.hops = size / 2 * 2;
        R receiver = engine.spawn(Receiver::new);
        this.server = engine.spawn(() -> new Server<>(receiver));
    }

    @Override
    public long run() throws InterruptedException {
        Serve serve = new Serve(hops / 2, new Finish(1));
        engine.tell(server, serve);
        serve.finish().await();
        return hops;
    }

    private record Serve(int times, Finish finish) {}

    private record Ping<R>(R from) {}

    private static final class Server<R> implements Actor<R> {

        private final R receiver;

        private Serve serve = new Serve(0, new Finish(0));

        private int left;

        private @Nullable Ping<R> ball;

        Server(R receiver) {
            this.receiver = receiver;
        }

        @Override
        public void receive(Object message, Self<R> self) {
            if (message instanceof Serve order) {
                serve = order;
                left = order.times();
                ball = new Ping<>(self.ref());
            } else if (--left == 0) {
                serve.finish().announce();
                return;
            }
            self.tell(receiver, Objects.requireNonNull(ball));
        }
    }

    private static final class Receiver<R> implements Actor<R> {

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            self.tell(((Ping<R>) message).from(), PONG);
        }
    }
}
