package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 7: the turn in hand, then the children, then the last action, exactly once. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class StopTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    StopTests(Engines engine) {
        system = TestSystem.on(engine).with(options -> options.withStopTimeout(Duration.ofSeconds(1)));
    }

    /** Its state is how many turns it took; says at its end what it had and what it left undone. */
    private StatefulBehavior<Integer, Script<?>> reporting(String name) {
        return Script.actor()
                .afterStop((state, context) -> probe.saw("%s ended after %d turns, %d undelivered"
                        .formatted(name, state, context.undelivered().size())));
    }

    @Test
    void aStopEndsTheTurnInHandFirst() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));
        actor.tell(Script.run(context -> {
            gate.pass();
            probe.saw("end of the turn");
        }));
        gate.awaitReached();

        CompletableFuture<Void> stopped = system.stop(actor);
        assertThat(stopped).isNotDone();
        gate.open();

        Waiting.reply(stopped);
        probe.expect("end of the turn", "actor ended after 1 turns, 0 undelivered");
    }

    @Test
    void aStopWaitsForTheStageOfTheTurnInHand() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));
        actor.tell(Script.async((request, context) -> {
            probe.saw("begun");
            return stage;
        }));
        probe.expect("begun");

        CompletableFuture<Void> stopped = system.stop(actor);
        assertThat(stopped).isNotDone();
        stage.complete("done");

        Waiting.reply(stopped);
        probe.expect("actor ended after 1 turns, 0 undelivered");
    }

    @Test
    void theLastActionHasWhatWasNotDeliveredInOrder() {
        Gate gate = new Gate();
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.stateful(Object.class, 0, (count, message, context) -> {
                            gate.pass();
                            return count + 1;
                        })
                        .afterStop((count, context) -> probe.saw(context.undelivered())));
        actor.tell("in hand");
        gate.awaitReached();
        List<Object> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            actor.tell(i);
            waiting.add(i);
        }

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();

        Waiting.reply(stopped);
        probe.expect(waiting);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(100);
    }

    @Test
    void theLastActionHasThePlaceOfTheActorStill() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Script<?>> actor = system.spawn(parent, "actor", Script.actor().afterStop((state, context) -> {
            probe.saw(context.self().path());
            probe.saw(context.parent().path());
            parent.tell("a last word");
        }));

        system.stopAndWait(actor);

        probe.expect(system.path("parent", "actor"), system.path("parent"), "a last word");
    }

    /** nact: afterStop ran twice, or not at all. */
    @Test
    void theLastActionRunsOnceHoweverManyStop() {
        for (int round = 0; round < 50; round++) {
            ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));
            List<CompletableFuture<Void>> stops = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                stops.add(
                        CompletableFuture.runAsync(() -> system.stopAndWait(actor), task -> new Thread(task).start()));
            }
            actor.tell(Script.run(context -> context.stop()));
            stops.forEach(Waiting::reply);

            assertThat(probe.next().toString()).startsWith("actor ended after");
            assertThat(probe.soFar()).isEmpty();
        }
    }

    @Test
    void aStopOfAStoppedActorIsDoneAtOnce() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        system.stopAndWait(actor);

        assertThat(system.stop(actor)).isCompleted();
        assertThat(system.stop(system.child(actor, "never lived"))).isCompleted();
    }

    /** nact: children became unreachable, their queues ran on, and their afterStop never came. */
    @Test
    void theChildrenEndBeforeTheirParentDownToTheLast() {
        ActorRef<Script<?>> a = system.spawn("a", reporting("a"));
        ActorRef<Script<?>> b = system.spawn(a, "b", reporting("b"));
        ActorRef<Script<?>> c = system.spawn(b, "c", reporting("c"));
        system.spawn(c, "d", reporting("d"));

        system.stopAndWait(a);

        probe.expect(
                "d ended after 0 turns, 0 undelivered",
                "c ended after 0 turns, 0 undelivered",
                "b ended after 0 turns, 0 undelivered",
                "a ended after 0 turns, 0 undelivered");
        assertThat(system.live()).isZero();
    }

    @Test
    void theChildrenEndWithTheirTurnInHandAndLeaveWhatWaits() {
        Gate gate = new Gate();
        ActorRef<Script<?>> parent = system.spawn("parent", reporting("parent"));
        ActorRef<Script<?>> child = system.spawn(
                parent,
                "child",
                Script.actor()
                        .afterStop((turns, context) -> probe.saw("child: %d"
                                .formatted(turns + context.undelivered().size()))));
        child.tell(Script.run(context -> {
            gate.pass();
            probe.saw("end of the child's turn");
        }));
        gate.awaitReached();
        IntStream.range(0, 10).forEach(i -> child.tell(Script.run(context -> {})));

        CompletableFuture<Void> stopped = system.stop(parent);
        assertThat(stopped).isNotDone();
        gate.open();

        Waiting.reply(stopped);
        // The stop may reach the child a little after the gate has opened: each message is handled or left, not both.
        probe.expect("end of the child's turn", "child: 11", "parent ended after 0 turns, 0 undelivered");
    }

    @Test
    void aWideTreeEndsAsAWhole() {
        ActorRef<Script<?>> parent = system.spawn("parent", reporting("parent"));
        for (int i = 0; i < 200; i++) {
            ActorRef<Script<?>> child = system.spawn(parent, "child-" + i, reporting("child"));
            for (int j = 0; j < 5; j++) {
                system.spawn(child, "grandchild-" + j, reporting("grandchild"));
            }
        }

        system.stopAndWait(parent);

        List<Object> ends = probe.next(1 + 200 + 1_000);
        assertThat(ends).last().isEqualTo("parent ended after 0 turns, 0 undelivered");
        assertThat(ends)
                .filteredOn(end -> end.toString().startsWith("grandchild"))
                .hasSize(1_000);
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.live()).isZero();
    }

    @Test
    void aDeepTreeEndsAsAWhole() {
        ActorRef<?> top = system.spawn("top", Script.actor());
        ActorRef<?> at = top;
        for (int i = 0; i < 2_000; i++) {
            at = system.spawn(at, "d", Script.actor());
        }

        system.stopAndWait(top);

        assertThat(system.live()).isZero();
    }

    @Test
    void aStopInsideTheHandlerLetsTheHandlerEnd() {
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));
        Gate gate = new Gate();
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stop();
            context.stop();
            context.self().tell(Script.run(inner -> probe.saw("must not be handled")));
            probe.saw("end of the turn");
        }));
        gate.awaitReached();
        actor.tell(Script.run(context -> probe.saw("must not be handled")));
        gate.open();

        probe.expect("end of the turn", "actor ended after 1 turns, 2 undelivered");
        system.stopAndWait(actor);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(2);
    }

    @Test
    void aStopInsideTheHandlerStillLetsItReply() {
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));

        assertReply(actor.ask(Script.reply(context -> {
                    context.stop();
                    return "good-bye";
                })))
                .isEqualTo("good-bye");
        probe.expect("actor ended after 1 turns, 0 undelivered");
    }

    /** nact: a fault in a handler that outlives the stop runs onCrash and afterStop again. */
    @ParameterizedTest
    @EnumSource
    void aTurnThatFailsAfterTheStopChangesNothing(Directive directive) {
        Gate turn = new Gate();
        Gate end = new Gate();
        ActorRef<Script<?>> parent = system.spawn("parent", reporting("parent").onCrash(crash -> {
            probe.saw("the parent was asked about " + crash.child());
            return Directive.RESUME;
        }));
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn(
                parent,
                "actor",
                Behaviors.<Integer, Script<?>>statefulFrom(
                                context -> lives.incrementAndGet(), (life, script, context) -> {
                                    turn.pass();
                                    throw new IllegalStateException("on purpose");
                                })
                        .onCrash(SupervisionPolicy.always(directive))
                        .afterStop((life, context) -> {
                            probe.saw("ended in life " + life);
                            end.pass();
                        }));
        CompletableFuture<Object> ask = actor.ask(Script.run(context -> {}));
        turn.awaitReached();

        CompletableFuture<Void> stopped = system.stop(actor);
        turn.open();

        probe.expect("ended in life 1");
        assertReply(parent.ask(Script.reply(context -> "unharmed"))).isEqualTo("unharmed");
        end.open();
        Waiting.reply(stopped);
        assertFailure(ask).isInstanceOf(IllegalStateException.class).hasMessage("on purpose");
        assertThat(lives).hasValue(1);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aLastActionThatThrowsEndsTheActorAllTheSame() {
        ActorRef<Script<?>> parent = system.spawn("parent", reporting("parent"));
        for (Throwable cause : List.of(new IllegalStateException("on purpose"), new AssertionError("on purpose"))) {
            system.spawn(
                    parent, cause.getClass().getSimpleName(), Script.actor().afterStop((state, context) -> {
                        if (cause instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) cause;
                    }));
        }

        system.stopAndWait(parent);

        probe.expect("parent ended after 0 turns, 0 undelivered");
        assertThat(system.live()).isZero();
        system.spawn("parent", Script.actor());
    }

    @Test
    void aCrashWithoutAPolicyStopsTheActorWithItsLastState() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));
        actor.tell(Script.run(context -> {}));
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();
        actor.tell(Script.run(context -> probe.saw("must not be handled")));
        gate.open();

        probe.expect("actor ended after 1 turns, 1 undelivered");
    }

    /** nact: only the registry forgot the system; its actors went on, and afterStop never ran. */
    @Test
    void aStopOfTheSystemStopsAllItsActors() {
        ActorRef<Script<?>> a = system.spawn("a", reporting("a"));
        system.spawn(a, "b", reporting("b"));
        Gate gate = new Gate();
        ActorRef<Script<?>> busy = system.spawn("busy", reporting("busy"));
        busy.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        CompletableFuture<Void> stopped = system.actors().stop();
        assertThat(stopped).isNotDone();
        assertThat(system.actors().isRunning()).isFalse();
        gate.open();

        Waiting.reply(stopped);
        List<Object> ends = probe.next(3);
        assertThat(ends)
                .containsExactlyInAnyOrder(
                        "a ended after 0 turns, 0 undelivered",
                        "b ended after 0 turns, 0 undelivered",
                        "busy ended after 1 turns, 0 undelivered");
        assertThat(ends.indexOf("b ended after 0 turns, 0 undelivered"))
                .isLessThan(ends.indexOf("a ended after 0 turns, 0 undelivered"));
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.live()).isZero();
    }

    @Test
    void aStoppedSystemTakesNothing() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        system.actors().close();
        system.actors().close();

        assertThat(system.actors().stop()).isCompleted();
        assertThat(system.actors().isRunning()).isFalse();
        actor.tell(Script.run(context -> probe.saw("must not be handled")));
        assertThat(actor.tryTell(Script.run(context -> {}))).isFalse();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertFailure(actor.ask(Script.reply(context -> 1))).isInstanceOf(ActorStoppedException.class);
        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> actor.call(Script.reply(context -> 1)));
        assertThatExceptionOfType(ActorStoppedException.class)
                .isThrownBy(() -> system.spawn("another", Script.actor()));
        assertThat(system.stop(actor)).isCompleted();
    }

    @Test
    void aSystemThatNeverStartedStopsToo() {
        try (TestSystem never = TestSystem.create().notStarted().open()) {
            ActorRef<Script<?>> actor = never.spawn("actor", Script.actor());
            CompletableFuture<Integer> ask = actor.ask(Script.reply(context -> 1));

            Waiting.reply(never.actors().stop());

            assertFailure(ask).isInstanceOf(ActorStoppedException.class);
            assertThat(never.live()).isZero();
        }
    }

    @Test
    void aSystemMayBeStoppedInATurn() {
        ActorRef<Script<?>> actor = system.spawn("actor", reporting("actor"));

        actor.tell(Script.run(context -> context.system().stop()));

        probe.expect("actor ended after 1 turns, 0 undelivered");
        await().until(() -> system.live() == 0);
    }

    @Test
    void asksInFlightEndWithTheSystem() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<String> inHand = actor.ask(Script.reply(context -> {
            gate.pass();
            return "answered";
        }));
        gate.awaitReached();
        CompletableFuture<String> waiting = actor.ask(Script.reply(context -> "answered too"));

        CompletableFuture<Void> stopped = system.actors().stop();
        gate.open();

        Waiting.reply(stopped);
        assertReply(inHand).isEqualTo("answered");
        assertReply(waiting.exceptionally(failure -> failure.getClass().getSimpleName()))
                .isIn("ActorStoppedException", "answered too");
    }

    /** Guarantee 5, when nobody is left who could answer or time out. */
    @Test
    void everyAskEndsWithTheSystem() {
        Duration ages = Duration.ofHours(1);
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        List<CompletableFuture<?>> asks = new ArrayList<>();
        asks.add(actor.ask(
                new Script<Integer>((request, context) -> {
                    context.replyTo(request);
                    return null;
                }),
                ages));
        asks.add(actor.<Integer>ask(replyTo -> Script.run(context -> {}), ages));
        asks.add(actor.ask(
                Script.async((request, context) -> {
                    probe.saw("hangs");
                    return new CompletableFuture<>();
                }),
                ages));
        asks.add(actor.ask(Script.reply(context -> "waits behind it"), ages));
        probe.expect("hangs");

        Waiting.reply(system.actors().stop());

        assertThat(asks).allSatisfy(ask -> assertFailure(ask).isInstanceOf(ActorStoppedException.class));
    }
}
