package io.nact.benchmarks.workload;

import io.nact.benchmarks.Actor;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Finish;
import io.nact.benchmarks.Self;
import io.nact.benchmarks.Workload;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Many actors, each of which sends a ping to any of them, and the next when that is answered; Savina's big. An operation is a message. */
final class Big<R> implements Workload<R> {

    private static final int PLAYERS = 120;

    private static final Object PONG = "pong";

    private final Engine<R> engine;

    private final List<R> players;

    private final int pings;

    Big(Engine<R> engine, int size) {
        this.engine = engine;
        this.pings = Math.max(1, size / PLAYERS / 2);
        this.players = IntStream.range(0, PLAYERS)
                .mapToObj(seed -> engine.spawn(() -> new Player<R>(seed)))
                .toList();
    }

    @Override
    public long run() throws InterruptedException {
        Finish finish = new Finish(PLAYERS);
        for (R player : players) {
            engine.tell(player, new Begin<>(players, pings, finish));
        }
        finish.await();
        return 2L * pings * PLAYERS;
    }

    private record Begin<R>(List<R> players, int pings, Finish finish) {}

    private record Ping<R>(R from) {}

    private static final class Player<R> implements Actor<R> {

        private final SplittableRandom random;

        private Begin<R> game = new Begin<>(List.of(), 0, new Finish(0));

        private int left;

        Player(int seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void receive(Object message, Self<R> self) {
            if (message instanceof Ping<?> ping) {
                self.tell((R) ping.from(), PONG);
                return;
            }
            if (message instanceof Begin<?> begin) {
                game = (Begin<R>) begin;
                left = begin.pings();
            } else if (--left == 0) {
                game.finish().announce();
                return;
            }
            self.tell(game.players().get(random.nextInt(PLAYERS)), new Ping<>(self.ref()));
        }
    }
}
