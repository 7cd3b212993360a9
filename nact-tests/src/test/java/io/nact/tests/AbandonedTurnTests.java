package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guarantee 7: a turn that outlives the stop timeout is abandoned, and what it does later is a dead letter. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AbandonedTurnTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    private final Gate gate = new Gate();

    AbandonedTurnTests(Engines engine) {
        system = TestSystem.on(engine).with(options -> options.withStopTimeout(Duration.ofMillis(150)));
    }

    @AfterEach
    void openTheGate() {
        gate.open();
    }

    @Test
    void theStopEndsWithoutItAndWithoutALastAction() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().afterStop((state, context) -> probe.saw("must not run")));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        system.stopAndWait(actor);

        assertThat(system.live()).isZero();
        gate.open();
        endOfTheTurn();
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void theNameIsFreeAndTheNextActorIsNotDisturbed() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("late, on purpose");
        }));
        gate.awaitReached();
        system.stopAndWait(actor);

        ActorRef<Script<?>> next =
                system.spawn("actor", Script.actor().afterStop((state, context) -> probe.saw("turns: " + state)));
        gate.open();
        endOfTheTurn();
        actor.tell(Script.run(context -> {}));
        Waiting.assertReply(next.ask(Script.reply(context -> "hello"))).isEqualTo("hello");
        system.stopAndWait(next);

        probe.expect("turns: 2");
    }

    @Test
    void itsAskerAndThoseWhoWaitedLearnOfTheStop() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<String> inHand = actor.ask(Script.reply(context -> {
            gate.pass();
            return "too late";
        }));
        gate.awaitReached();
        CompletableFuture<String> waiting = actor.ask(Script.reply(context -> "must not be handled"));
        actor.tell(Script.run(context -> probe.saw("must not be handled")));

        system.stopAndWait(actor);

        assertFailure(inHand).isInstanceOf(ActorStoppedException.class);
        assertFailure(waiting).isInstanceOf(ActorStoppedException.class);
        assertThat(system.deadLetters(Reason.STOPPED)).isPositive();
        gate.open();
        endOfTheTurn();
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void theAskersOfAllTurnsOfAStatelessActorLearnOfTheStop() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Behaviors.<Script<?>>stateless((script, context) -> gate.pass()).concurrency(3));
        List<CompletableFuture<Integer>> inHand = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inHand.add(actor.ask(Script.reply(context -> 1), Duration.ofHours(1)));
        }
        gate.awaitReached();

        system.stopAndWait(actor);

        assertThat(inHand).allSatisfy(ask -> assertFailure(ask).isInstanceOf(ActorStoppedException.class));
    }

    @Test
    void whatItTellsItselfLaterIsADeadLetterAndWhatItSpawnsIsRefused() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            gate.pass();
            context.self().tell(Script.run(inner -> probe.saw("must not be handled")));
            assertThatExceptionOfType(ActorStoppedException.class)
                    .isThrownBy(() -> context.spawn("child", Script.actor()));
            probe.saw("end of the turn");
        }));
        gate.awaitReached();
        system.stopAndWait(actor);
        long before = system.deadLetters(Reason.STOPPED);

        gate.open();

        probe.expect("end of the turn");
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(before + 1);
        assertThat(system.live()).isZero();
    }

    @Test
    void aStageThatNeverCompletesIsATurnLikeAnother() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().afterStop((state, context) -> probe.saw("must not run")));
        actor.tell(Script.async((request, context) -> {
            probe.saw("begun");
            return never;
        }));
        probe.expect("begun");

        system.stopAndWait(actor);
        never.complete("late");

        ActorRef<Script<?>> next = system.spawn("actor", Script.actor());
        Waiting.assertReply(next.ask(Script.reply(context -> "hello"))).isEqualTo("hello");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void itsMessageIsCountedAsACrashOnceTheTurnHasEndedAfterAll() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        system.stopAndWait(actor);
        assertThat(system.type("actor").messages()).isEmpty();

        gate.open();
        await().untilAsserted(() -> assertThat(system.type("actor").messages())
                .isEqualTo(Map.of(new Counted.Messages("Script", Outcome.CRASH), 1L)));
    }

    @Test
    void thatOfATurnWhichWaitsForAStageIsCountedAtOnceAndNotAgain() {
        CompletableFuture<Object> never = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.async((request, context) -> {
            probe.saw("begun");
            return never;
        }));
        probe.expect("begun");

        system.stopAndWait(actor);
        never.complete("late");

        Map<Counted.Messages, Long> once = Map.of(new Counted.Messages("Script", Outcome.CRASH), 1L);
        await().untilAsserted(() -> assertThat(system.type("actor").messages()).isEqualTo(once));
        ActorRef<Script<?>> next = system.spawn("next", Script.actor());
        Waiting.assertReply(next.ask(Script.reply(context -> "hello"))).isEqualTo("hello");
        assertThat(system.type("actor").messages()).isEqualTo(once);
    }

    @Test
    void aParentEndsProperlyAfterAnAbandonedChild() {
        ActorRef<Script<?>> parent =
                system.spawn("parent", Script.actor().afterStop((state, context) -> probe.saw("parent ended")));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.actor().afterStop((state, context) -> probe.saw("must not run")));
        child.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        system.stopAndWait(parent);

        probe.expect("parent ended");
        assertThat(system.live()).isZero();
    }

    @Test
    void aSystemStopsWithoutIt() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        Waiting.reply(system.actors().stop());

        assertThat(system.live()).isZero();
    }

    @Test
    void anAfterStopThatNeverEndsIsAbandonedToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().afterStop((state, context) -> gate.pass()));

        system.stopAndWait(actor);

        await().until(() -> system.live() == 0);
    }

    @ParameterizedTest(name = "watched by the system: {0}")
    @ValueSource(booleans = {true, false})
    void soIsATurnThatHasStoppedItsActorItself(boolean watched) {
        try (TestSystem own = system.with(options -> options.withStuckAfter(watched ? Duration.ofMillis(100) : null))
                .open()) {
            ActorRef<Script<?>> actor = own.spawn("actor", Script.actor());

            CompletableFuture<Object> ask = actor.ask(Script.run(context -> {
                context.stop();
                gate.pass();
            }));

            Waiting.assertFailure(ask).isInstanceOf(ActorStoppedException.class);
            await().until(() -> own.live() == 0);
            gate.open();
        }
    }

    /** It has its time from then on, however long its turn has lasted already. */
    @Test
    void anActorIsGivenItsTimeFromTheStopOnAndNotFromTheBeginningOfItsTurn() {
        ManualTime clock = new ManualTime();
        try (TestSystem own = system.with(clock)
                .with(options -> options.withStopTimeout(Duration.ofSeconds(10)).withStuckAfter(Duration.ofSeconds(10)))
                .open()) {
            Gate stop = new Gate();
            ActorRef<Script<?>> actor =
                    own.spawn("actor", Script.syncActor().afterStop((state, context) -> probe.saw("stopped properly")));
            actor.tell(Script.run(context -> {
                stop.pass();
                context.stop();
                gate.pass();
            }));
            stop.awaitReached();
            clock.advance(Duration.ofSeconds(60));

            stop.open();
            gate.awaitReached();
            clock.advance(Duration.ofSeconds(9));
            gate.open();

            probe.expect("stopped properly");
        }
    }

    /** Waits until the turn that the gate held is over, by an actor that takes its turn on the same dispatcher. */
    private void endOfTheTurn() {
        ActorRef<Script<?>> other = system.spawn(Script.actor());
        await().pollDelay(Duration.ofMillis(20)).until(() -> {
            Waiting.reply(other.ask(Script.reply(context -> "a turn")));
            return true;
        });
        system.stopAndWait(other);
    }
}
