package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ReplyRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 5 under fire: every ask completes, whenever the system is closed and whoever answers. */
class AskShutdownHammerTests {

    @ParameterizedTest
    @MethodSource("io.nact.tests.Engines#available")
    void noAskIsForgottenWhenTheSystemIsClosed(Engines engine) {
        for (int round = 0; round < 60; round++) {
            Queue<CompletableFuture<Integer>> asks = new ConcurrentLinkedQueue<>();
            try (TestSystem system = TestSystem.on(engine).open()) {
                fire(system, asks);
            }
            assertThat(asks).allSatisfy(ask -> Waiting.reply(ask.handle((value, failure) -> "completed")));
        }
    }

    private static void fire(TestSystem system, Queue<CompletableFuture<Integer>> asks) {
        ActorRef<Script<?>> direct = system.spawn("direct", Script.syncActor());
        ActorRef<Script<?>> deferring = system.spawn("deferring", Script.actor());
        Queue<ReplyRef<Integer>> kept = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(onAThread(over, () -> {
                asks.add(direct.ask(Script.reply(context -> 1)));
                asks.add(deferring.ask(new Script<>((request, context) -> {
                    kept.add(context.replyTo(request));
                    return null;
                })));
                asks.add(direct.ask(replyTo -> Script.run(context -> replyTo.tell(1))));
                asks.add(direct.ask(replyTo -> Script.run(context -> {})));
                LockSupport.parkNanos(20_000);
            }));
        }
        threads.add(onAThread(over, () -> {
            ReplyRef<Integer> next = kept.poll();
            if (next != null) {
                next.reply(1);
            }
        }));

        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, 10_000_000));
        CompletableFuture<Void> stopped = system.actors().stop();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000));
        over.set(true);
        threads.forEach(Waiting::reply);
        Waiting.reply(stopped);
    }

    private static CompletableFuture<Void> onAThread(AtomicBoolean over, Runnable work) {
        return CompletableFuture.runAsync(
                () -> {
                    while (!over.get()) {
                        work.run();
                    }
                },
                task -> new Thread(task).start());
    }
}
