package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.supervision.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What many threads handle at once is counted to the last message, and a count that is read never goes back. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class CountingUnderLoadTests {

    private static final int SENDERS = 4;

    private static final int SENDS = 48_000;

    private static final int TYPES = 3;

    @RegisterExtension
    final TestSystem system;

    private final AtomicBoolean over = new AtomicBoolean();

    CountingUnderLoadTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private record Left(int number) {}

    private record Right(int number) {}

    /** Every thousandth crashes it. */
    private static Behavior<Object> actor() {
        return Behaviors.<Object>stateless((message, context) -> {
                    if (message instanceof Left left && left.number() % 1_000 == 999) {
                        throw new IllegalStateException("on purpose");
                    }
                })
                .exceptionsAreReplies()
                .onCrash(crash -> Directive.RESUME);
    }

    @Test
    void theSumIsWhatWasSentAndNoSumThatWasReadIsLargerThanTheNext() {
        List<ActorRef<Object>> actors = new ArrayList<>();
        for (int i = 0; i < TYPES; i++) {
            actors.add(system.spawn("type-" + i, actor()));
        }
        List<CompletableFuture<Void>> readers = IntStream.range(0, 2)
                .mapToObj(i -> CompletableFuture.runAsync(this::read, task -> new Thread(task, "reader").start()))
                .toList();

        List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                .mapToObj(
                        i -> CompletableFuture.runAsync(() -> send(actors), task -> new Thread(task, "sender").start()))
                .toList();
        senders.forEach(Waiting::reply);
        await().until(() -> actors.stream().allMatch(actor -> system.actors().depth(actor) == 0));

        long each = (long) SENDERS * SENDS / TYPES / 2;
        for (int i = 0; i < TYPES; i++) {
            TypeMetrics type = system.type("type-" + i);
            Map<Counted.Messages, Long> expected = Map.of(
                    new Counted.Messages("Left", Outcome.HANDLED),
                    each - each / 1_000,
                    new Counted.Messages("Left", Outcome.CRASH),
                    each / 1_000,
                    new Counted.Messages("Right", Outcome.HANDLED),
                    each);
            await().untilAsserted(() -> assertThat(type.messages()).isEqualTo(expected));
        }
        over.set(true);
        readers.forEach(Waiting::reply);
    }

    /** To each actor as many of each kind. */
    private void send(List<ActorRef<Object>> actors) {
        int rounds = SENDS / TYPES / 2;
        for (int i = 0; i < rounds; i++) {
            for (ActorRef<Object> actor : actors) {
                actor.tell(new Left(i));
                actor.tell(new Right(i));
            }
        }
    }

    private void read() {
        long before = 0;
        while (!over.get()) {
            long sum = IntStream.range(0, TYPES)
                    .mapToLong(i -> Stream.of(Outcome.values())
                            .mapToLong(system.type("type-" + i)::messages)
                            .sum())
                    .sum();
            assertThat(sum).isGreaterThanOrEqualTo(before);
            before = sum;
        }
    }
}
