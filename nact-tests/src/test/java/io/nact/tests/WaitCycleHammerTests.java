package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.ManualTime;
import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.AskCycleException;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many actors wait for many others at once. No time passes: an ask that ends neither with its answer nor with an
 * {@link AskCycleException} never ends.
 */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class WaitCycleHammerTests {

    private static final int ACTORS = 12;

    private static final int SENDERS = 3;

    private static final int WALKS = 1_000;

    @RegisterExtension
    final TestSystem system;

    private final List<ActorRef<Walk>> actors = new ArrayList<>();

    WaitCycleHammerTests(Engines engine) {
        system = TestSystem.on(engine).with(new ManualTime());
    }

    /** Asks whoever comes next on the way, waits, and replies how far it went. */
    private record Walk(List<Integer> way, Manner manner, ActorRef<Integer> answerTo) implements Request<Integer> {

        Walk(List<Integer> way, Manner manner) {
            this(way, manner, null);
        }

        Walk rest() {
            return new Walk(way.subList(1, way.size()), manner);
        }

        Walk answeredTo(ActorRef<Integer> reference) {
            return new Walk(way, manner, reference);
        }

        Consumer<Integer> answer(ActorContext<Walk> context) {
            return answerTo != null ? answerTo::tell : context.replyTo(this)::reply;
        }
    }

    /** How a turn waits for the next. */
    private enum Manner {
        ASK,
        REFERENCE,
        CHAIN,
        COMPOSE,
        FORWARD;

        CompletionStage<?> take(ActorRef<Walk> next, ActorRef<Walk> other, Walk walk, ActorContext<Walk> context) {
            if (this == FORWARD) {
                context.forward(next, walk.rest());
                return CompletableFuture.completedFuture(null);
            }
            Consumer<Integer> answer = walk.answer(context);
            return switch (this) {
                case ASK -> next.ask(walk.rest()).thenAccept(n -> answer.accept(n + 1));
                case REFERENCE -> next.<Integer>ask(walk.rest()::answeredTo).thenAccept(n -> answer.accept(n + 1));
                case CHAIN ->
                    next.ask(walk.rest())
                            .thenApplyAsync(n -> n + 1)
                            .thenApply(n -> n)
                            .thenAccept(answer);
                case COMPOSE ->
                    other.ask(new Walk(List.of(), ASK))
                            .thenCompose(n -> next.ask(walk.rest()))
                            .thenAccept(n -> answer.accept(n + 1));
                case FORWARD -> throw new AssertionError();
            };
        }
    }

    private CompletionStage<?> walk(Walk walk, ActorContext<Walk> context) {
        if (walk.way().isEmpty()) {
            walk.answer(context).accept(0);
            return CompletableFuture.completedFuture(null);
        }
        // The last actor asks nobody, so that a detour to it is no way back.
        return walk.manner().take(actors.get(walk.way().get(0)), actors.get(ACTORS - 1), walk, context);
    }

    private void spawnAll() {
        for (int i = 0; i < ACTORS; i++) {
            actors.add(system.spawn(
                    "actor " + i,
                    Behaviors.<Integer, Walk>statefulAsync(
                                    0,
                                    (count, walk, context) ->
                                            walk(walk, context).thenApply(done -> count + 1))
                            .exceptionsAreReplies()
                            .onCrash(SupervisionPolicy.always(Directive.RESUME))));
        }
    }

    /** Sends the walks from several threads, and waits until each has come to an end; answers the failures. */
    private List<Throwable> hammer(long seed, Ways ways) {
        spawnAll();
        List<CompletableFuture<List<CompletableFuture<Integer>>>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.supplyAsync(
                        () -> send(new Random(seed + sender), ways), task -> new Thread(task).start()))
                .toList();
        List<CompletableFuture<Integer>> asks = senders.stream()
                .flatMap(sender -> Waiting.reply(sender).stream())
                .toList();
        await("the end of all asks, of seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .until(() -> asks.stream().allMatch(CompletableFuture::isDone));
        return asks.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .map(Waiting::failure)
                .toList();
    }

    private List<CompletableFuture<Integer>> send(Random random, Ways ways) {
        List<CompletableFuture<Integer>> asks = new ArrayList<>();
        for (int i = 0; i < WALKS; i++) {
            List<Integer> way = ways.next(random);
            Manner manner = Manner.values()[random.nextInt(Manner.values().length)];
            asks.add(actors.get(way.get(0)).ask(new Walk(way.subList(1, way.size()), manner)));
        }
        return asks;
    }

    private interface Ways {

        List<Integer> next(Random random);
    }

    /** Each asks only those after it: there are no circles, however many wait for one another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whereThereIsNoWayBackThereIsNoFalseAlarm(long seed) {
        assertThat(hammer(
                        seed,
                        random -> random.ints(6, 0, ACTORS - 1)
                                .sorted()
                                .distinct()
                                .boxed()
                                .toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whereAnybodyAsksAnybodyNobodyWaitsForEver(long seed) {
        List<Throwable> failures = hammer(
                seed,
                random -> Stream.generate(() -> random.nextInt(ACTORS - 1))
                        .limit(1 + random.nextInt(4))
                        .toList());

        assertThat(failures).allSatisfy(failure -> assertThat(failure).isInstanceOf(AskCycleException.class));
        // An actor that was asked to ask itself is a circle in any case.
        assertThat(failures).isNotEmpty();
        actors.forEach(actor ->
                Waiting.assertReply(actor.ask(new Walk(List.of(), Manner.ASK))).isEqualTo(0));
    }
}
