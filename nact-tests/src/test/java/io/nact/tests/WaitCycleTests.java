package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.ManualTime;
import io.nact.ActorRef;
import io.nact.AskCycleException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Guarantee 12: suspended turns that wait for one another in a circle fail at once, and no others do. No time passes here,
 * so that whatever is missed never ends.
 */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class WaitCycleTests {

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    WaitCycleTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(new ManualTime());
    }

    @Test
    void anActorThatWaitsForItselfFailsAtOnce() {
        ActorRef<Script<?>> actor = actor("actor");

        CompletableFuture<Integer> ask = actor.ask(asking(() -> actor.ask(one())));

        assertFailure(ask).isInstanceOf(AskCycleException.class).hasMessageContaining("" + actor.path());
        assertAlive(actor);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void actorsThatWaitForOneAnotherFailAtOnceAndAreNamedInTheOrderOfTheirAsks(int size) {
        List<ActorRef<Script<?>>> ring = ring(size);

        CompletableFuture<Integer> ask = ring.get(0).ask(around(ring, 1));

        assertFailure(ask).isInstanceOf(AskCycleException.class).satisfies(cycle -> {
            // It starts with whoever closed the circle, which may be any.
            String way = cycle.getMessage().substring(cycle.getMessage().indexOf("asked"));
            assertThat(way + way)
                    .containsSubsequence(
                            ring.stream().map(actor -> "" + actor.path()).toList());
        });
        ring.forEach(WaitCycleTests::assertAlive);
    }

    @Test
    void twoThatAskOneAnotherAtTheSameTimeFailAtOnce() {
        ActorRef<Script<?>> first = actor("first");
        ActorRef<Script<?>> second = actor("second");
        Gate both = new Gate();
        CompletableFuture<Integer> one = first.ask(asking(() -> {
            both.pass();
            return second.ask(one());
        }));
        both.awaitReached();

        CompletableFuture<Integer> other = second.ask(asking(() -> {
            both.open();
            return first.ask(one());
        }));

        // One of them closes the circle and fails, so that the other gets its answer, or the same failure.
        List<CompletableFuture<Integer>> asks = List.of(one, other);
        asks.forEach(ask -> await().until(ask::isDone));
        assertThat(asks).anySatisfy(ask -> assertFailure(ask).isInstanceOf(AskCycleException.class));
        assertAlive(first);
        assertAlive(second);
    }

    @Test
    void theCircleIsSeenThroughWhatIsChainedToTheAsks() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> ask = front.ask(asking(() -> back.<Integer>ask(
                        asking(() -> front.ask(one()).thenApply(n -> n + 1).whenComplete((n, failure) -> {})))
                .thenApply(n -> n + 1)
                .thenApplyAsync(n -> n + 1)
                .handle((n, failure) -> {
                    if (failure != null) {
                        probe.saw(failure);
                    }
                    return n;
                })));

        assertThat((Throwable) probe.next()).hasRootCauseInstanceOf(AskCycleException.class);
        await().until(ask::isDone);
        assertAlive(front);
        assertAlive(back);
    }

    @Test
    void theCircleIsSeenThroughTheSecondOfTwoAsks() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        ActorRef<Script<?>> helper = actor("helper");

        CompletableFuture<Integer> ask = front.ask(asking(() -> helper.ask(one())
                .thenApply(n -> n + 1)
                .thenCompose(n -> helper.ask(one()))
                .thenCompose(n ->
                        back.<Integer>ask(asking(() -> helper.ask(one()).thenComposeAsync(m -> front.ask(one())))))
                .thenApply(n -> n + 1)));

        assertFailure(ask).isInstanceOf(AskCycleException.class);
        assertAlive(front);
        assertAlive(back);
    }

    /** The turn waits already when the ask is made that closes the circle. */
    @Test
    void theCircleIsSeenWhenAContinuationClosesIt() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        ActorRef<Script<?>> helper = actor("helper");
        Gate gate = new Gate();
        CompletableFuture<Integer> ask = front.ask(asking(() -> helper.ask(Script.reply(context -> {
                    gate.pass();
                    return 1;
                }))
                .thenCompose(n -> back.<Integer>ask(asking(() -> front.ask(one()))))));
        gate.awaitReached();
        // Behind the turn that waits, so that it does wait.
        CompletableFuture<Integer> next = front.ask(one());

        gate.open();

        assertFailure(ask).isInstanceOf(AskCycleException.class);
        assertReply(next).isEqualTo(1);
    }

    @Test
    void theCircleIsSeenThroughAForward() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> middle = actor("middle");
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> direct = front.ask(asking(() -> middle.ask(forwarding(front, one()))));
        assertFailure(direct).isInstanceOf(AskCycleException.class);

        CompletableFuture<Integer> further =
                front.ask(asking(() -> middle.ask(forwarding(back, asking(() -> front.ask(one()))))));
        assertFailure(further).isInstanceOf(AskCycleException.class).hasMessageContaining("" + back.path());
        List.of(front, middle, back).forEach(WaitCycleTests::assertAlive);
    }

    /** The message that is forwarded arrives when the turn that asked has been waiting for long. */
    @Test
    void theCircleIsSeenThroughAForwardThatComesLater() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> middle = actor("middle");
        Gate gate = new Gate();
        CompletableFuture<Integer> ask = front.ask(asking(() -> middle.ask(new Script<Integer>((request, context) -> {
            gate.pass();
            context.forward(front, one());
            return null;
        }))));
        gate.awaitReached();
        CompletableFuture<Integer> next = front.ask(one());

        gate.open();

        assertFailure(ask).isInstanceOf(AskCycleException.class);
        assertReply(next).isEqualTo(1);
    }

    /** It could be unstashed only by a turn that cannot begin. */
    @Test
    void theCircleIsSeenThroughAStash() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        CompletableFuture<Integer> ask = front.ask(asking(() -> back.ask(new Script<Integer>((request, context) -> {
            context.stash().add();
            return null;
        }))));
        assertReply(back.ask(Script.reply(context -> "in between"))).isEqualTo("in between");
        await().until(() ->
                Waiting.reply(back.ask(Script.reply(context -> context.stash().size()))) == 1);

        CompletableFuture<Integer> closing = back.ask(asking(() -> front.ask(one())));

        assertFailure(closing).isInstanceOf(AskCycleException.class);
        back.tell(Script.run(context -> context.stop()));
        assertThat(Waiting.failure(ask)).isNotInstanceOf(AskCycleException.class);
        assertAlive(front);
    }

    @Test
    void theCircleIsSeenThroughAdaptedReferencesAndReferencesByName() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = system.spawn(front, "back", behavior());
        ActorRef<Script<?>> byName = system.child(front, "back");
        ActorRef<Script<?>> adapted = front.adapt(Function.<Script<?>>identity());
        ActorRef<Script<?>> own =
                Waiting.reply(front.ask(Script.reply(context -> context.adapt(Function.<Script<?>>identity()))));

        for (ActorRef<Script<?>> reference : List.of(adapted, own)) {
            CompletableFuture<Integer> ask = front.ask(asking(() -> byName.ask(asking(() -> reference.ask(one())))));

            assertFailure(ask).isInstanceOf(AskCycleException.class);
        }
        assertAlive(back);
        assertAlive(front);
    }

    @Test
    void theCircleIsSeenThroughAsksWithAReferenceInTheMessage() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> ask = front.ask(asking(() -> back.<Integer>ask(
                replyTo -> asking(() -> front.<Integer>ask(inner -> one()).thenAccept(replyTo::tell)))));

        assertFailure(ask).isInstanceOf(AskCycleException.class);
    }

    /** On the pool a turn may not call at all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCircleOfCallsFailsAtOnce(int size) {
        List<ActorRef<Script<?>>> ring = ring(size);

        CompletableFuture<Integer> ask = ring.get(0).ask(calling(ring, 1));

        assertFailure(ask).isInstanceOf(engine == Engines.POOL ? IllegalStateException.class : AskCycleException.class);
        ring.forEach(WaitCycleTests::assertAlive);
    }

    @Test
    void aCircleOfCallsAndAsksFailsAtOnce() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> ask = front.ask(asking(() -> back.ask(Script.reply(context -> front.call(one())))));

        assertFailure(ask).isInstanceOf(engine == Engines.POOL ? IllegalStateException.class : AskCycleException.class);
    }

    @Test
    void aStatelessActorThatTakesOneAtATimeMayBeInACircle() {
        ActorRef<Script<?>> front = system.spawn("front", stateless().concurrency(1));
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> ask = front.ask(asking(() -> back.ask(asking(() -> front.ask(one())))));

        assertFailure(ask).isInstanceOf(AskCycleException.class);
    }

    @Test
    void aStatelessActorThatTakesSeveralAtOnceIsInNone() {
        ActorRef<Script<?>> front = system.spawn("front", stateless().concurrency(2));
        ActorRef<Script<?>> back = actor("back");

        assertReply(front.ask(asking(() -> back.ask(asking(() -> front.ask(one()))))))
                .isEqualTo(1);
        assertReply(back.ask(asking(() -> front.ask(asking(() -> front.ask(one()))))))
                .isEqualTo(1);
    }

    @Test
    void anAskForWhichTheTurnDoesNotWaitIsInNone() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");

        front.tell(Script.run(
                context -> back.<Integer>ask(asking(() -> front.ask(one()))).thenAccept(probe::saw)));

        probe.expect(1);
    }

    @Test
    void anAskWhoseAnswerIsPipedIsInNone() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");

        CompletableFuture<Integer> ask = front.ask(new Script<>((request, context) -> {
            ReplyRef<Integer> replyTo = context.replyTo(request);
            context.pipeToSelf(
                    back.<Integer>ask(asking(() -> front.ask(one()))),
                    (answer, failure) -> Script.run(inner -> replyTo.reply(answer)));
            return null;
        }));

        assertReply(ask).isEqualTo(1);
    }

    /** It is not the turn that waits who will answer. */
    @Test
    void anAnswerThatAnEarlierTurnHasPromisedIsInNone() throws Exception {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        CompletableFuture<ReplyRef<Integer>> promise = new CompletableFuture<>();
        CompletableFuture<Integer> ask = front.ask(asking(() -> back.ask(new Script<Integer>((request, context) -> {
            promise.complete(context.replyTo(request));
            return null;
        }))));
        ReplyRef<Integer> promised = Waiting.reply(promise);

        CompletableFuture<Integer> waiting = back.ask(asking(() -> front.ask(one())));
        staysOpen(waiting);
        promised.reply(42);

        assertReply(ask).isEqualTo(42);
        assertReply(waiting).isEqualTo(1);
    }

    @Test
    void anAnswerForWhichAnEarlierTurnHasKeptTheReferenceIsInNone() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        CompletableFuture<ActorRef<Integer>> kept = new CompletableFuture<>();
        CompletableFuture<Integer> ask =
                front.ask(asking(() -> back.<Integer>ask(replyTo -> Script.run(context -> kept.complete(replyTo)))));
        ActorRef<Integer> replyTo = Waiting.reply(kept);

        CompletableFuture<Integer> waiting = back.ask(asking(() -> front.ask(one())));
        staysOpen(waiting);
        replyTo.tell(42);

        assertReply(ask).isEqualTo(42);
        assertReply(waiting).isEqualTo(1);
    }

    @Test
    void aTurnThatWaitsForAnAskOrForSomethingElseIsInNone() {
        ActorRef<Script<?>> front = actor("front");
        ActorRef<Script<?>> back = actor("back");
        CompletableFuture<Integer> somethingElse = new CompletableFuture<>();
        CompletableFuture<Integer> ask = front.ask(asking(() -> back.<Integer>ask(asking(() -> {
                    probe.saw("the circle closes");
                    return front.ask(one());
                }))
                .applyToEither(somethingElse, Function.identity())));
        probe.expect("the circle closes");
        staysOpen(ask);
        somethingElse.complete(42);

        assertReply(ask).isEqualTo(42);
        assertAlive(back);
    }

    @Test
    void whoOnlyWaitsForAnActorInACircleGetsItsAnswer() {
        List<ActorRef<Script<?>>> ring = ring(3);
        ActorRef<Script<?>> outside = actor("outside");
        Gate gate = new Gate();
        ring.get(1).tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        CompletableFuture<Integer> circle = ring.get(0).ask(around(ring, 1));
        CompletableFuture<Integer> bystander =
                outside.ask(asking(() -> ring.get(1).ask(one())));
        CompletableFuture<Integer> waiting = outside.ask(one());

        gate.open();

        assertFailure(circle).isInstanceOf(AskCycleException.class);
        assertReply(bystander).isEqualTo(1);
        assertReply(waiting).isEqualTo(1);
    }

    private ActorRef<Script<?>> actor(String name) {
        return system.spawn(name, behavior());
    }

    private static Behavior<Script<?>> behavior() {
        return Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME));
    }

    private static Behavior<Script<?>> stateless() {
        return Behaviors.<Script<?>>statelessAsync(Script::follow).onCrash(SupervisionPolicy.always(Directive.RESUME));
    }

    private List<ActorRef<Script<?>>> ring(int size) {
        List<ActorRef<Script<?>>> ring = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ring.add(actor("member " + i));
        }
        return ring;
    }

    /** A turn that waits for this one of the ring, which waits for the next, and so on to the first. */
    private static Script<Integer> around(List<ActorRef<Script<?>>> ring, int next) {
        return next == ring.size()
                ? asking(() -> ring.get(0).ask(one()))
                : asking(() -> ring.get(next).ask(around(ring, next + 1)));
    }

    /** The same with calls. */
    private static Script<Integer> calling(List<ActorRef<Script<?>>> ring, int next) {
        return Script.reply(context ->
                next == ring.size() ? ring.get(0).call(one()) : ring.get(next).call(calling(ring, next + 1)));
    }

    private static Script<Integer> one() {
        return Script.reply(context -> 1);
    }

    /** A turn that waits for the stage and replies what comes of it. */
    private static Script<Integer> asking(Asked asked) {
        return Script.async((request, context) -> {
            ReplyRef<Integer> replyTo = context.replyTo(request);
            return asked.stage().thenAccept(answer -> replyTo.reply((Integer) answer));
        });
    }

    private interface Asked {

        CompletionStage<?> stage();
    }

    private static Script<Integer> forwarding(ActorRef<Script<?>> target, Script<Integer> message) {
        return new Script<>((request, context) -> {
            context.forward(target, message);
            return null;
        });
    }

    private static void staysOpen(CompletableFuture<?> ask) {
        await().during(Duration.ofMillis(30)).failFast(ask::isDone).until(() -> true);
    }

    private static void assertAlive(ActorRef<Script<?>> actor) {
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }
}
