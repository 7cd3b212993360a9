package io.nact.tests;

import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Backoff;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 10: what waits is handled before the actors stop, as far as there is time. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ShutdownTests {

    private static final Duration TIME = Duration.ofHours(1);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    private final Gate gate = new Gate();

    ShutdownTests(Engines engine) {
        system = TestSystem.on(engine).with(clock).with(options -> options.withStopTimeout(TIME.multipliedBy(10)));
    }

    private CompletableFuture<Void> stopAfterDrain() {
        return system.actors().stopAfterDrain(TIME);
    }

    /** Waits for the end that comes once nothing is to do: long before the time for it is over. */
    private void expectQuiet(CompletableFuture<Void> stopped) {
        Duration before = clock.elapsed();
        await().until(() -> {
            clock.advance(Duration.ofMillis(10));
            return stopped.isDone();
        });
        assertThat(stopped).isCompleted();
        assertThat(clock.elapsed().minus(before)).isLessThan(TIME.dividedBy(2));
    }

    /** The system looks again and again, and goes on. */
    private void expectNoEnd(CompletableFuture<Void> stopped) {
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofMillis(10));
            settle(system.spawn(Script.syncActor()));
        }
        assertThat(system.actors().isRunning()).isTrue();
        assertThat(stopped).isNotDone();
    }

    private ActorRef<Script<?>> held() {
        ActorRef<Script<?>> actor = system.spawn("held", Script.syncActor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    @Test
    void aSystemWithNothingToDoStopsAtOnce() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        settle(actor);
        system.spawn(actor, "child", Script.actor());
        await().until(() -> system.live() == 2);

        expectQuiet(stopAfterDrain());

        assertThat(system.live()).isZero();
    }

    @Test
    void allThatWaitsIsHandled() {
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Script<?>> actor = held();
        IntStream.range(0, 1000).forEach(i -> actor.tell(Script.run(context -> handled.incrementAndGet())));

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        gate.open();

        expectQuiet(stopped);
        assertThat(handled).hasValue(1000);
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    @Test
    void theStageOfAnOpenTurnIsAwaited() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.async((request, context) -> stage));

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        actor.tell(say("after the stage"));
        stage.complete("done");

        expectQuiet(stopped);
        probe.expect("after the stage");
    }

    @Test
    void turnsThatGoOnBesideOthersAreAwaited() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(3));
        actor.tell(Script.async((request, context) -> stage.thenRun(() -> probe.saw("end of the turn"))));

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        stage.complete("done");

        expectQuiet(stopped);
        probe.expect("end of the turn");
    }

    @Test
    void anAnswerThatHasBeenPromisedIsAwaited() {
        CompletableFuture<ReplyRef<Object>> promise = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<Object> ask = actor.ask(
                Script.<Object>async((request, context) -> {
                    promise.complete(context.replyTo(request));
                    return null;
                }),
                TIME);
        ReplyRef<Object> reply = Waiting.reply(promise);
        settle(actor);

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        reply.reply("answer");

        expectQuiet(stopped);
        assertReply(ask).isEqualTo("answer");
    }

    @Test
    void whatFollowsAnAnswerMaySend() {
        ActorRef<Script<?>> last = system.spawn("last", Script.actor());
        Gate chained = new Gate();
        Gate following = new Gate();
        ActorRef<Script<?>> asked = system.spawn("asked", Script.actor());
        Script<String> request = Script.reply(context -> {
            chained.pass();
            return "answer";
        });
        CompletableFuture<Void> followed = asked.ask(request, TIME).thenAccept(answer -> {
            following.pass();
            last.tell(say("after the answer"));
        });
        chained.open();
        following.awaitReached();

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        following.open();

        expectQuiet(stopped);
        assertThat(followed).isCompleted();
        probe.expect("after the answer");
    }

    @Test
    void aStageThatAnActorPipesToItselfIsAwaited() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        Script.in(actor, context -> context.pipeToSelf(stage, (value, failure) -> say(value)));

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        stage.complete("piped");

        expectQuiet(stopped);
        probe.expect("piped");
    }

    @Test
    void actorsMaySendAndAskAndSpawnToFinish() {
        ActorRef<Script<?>> held = held();
        ActorRef<Script<?>> other = system.spawn("other", Script.actor());
        held.tell(Script.run(context -> {
            ActorRef<Script<?>> fresh = context.spawn("fresh", Script.actor());
            fresh.tell(Script.async(
                    (request, own) -> other.ask(Script.reply(third -> "answer")).thenAccept(probe::saw)));
        }));

        CompletableFuture<Void> stopped = stopAfterDrain();
        gate.open();

        expectQuiet(stopped);
        probe.expect("answer");
    }

    @Test
    void messagesFromOutsideAreTakenMeanwhile() {
        ActorRef<Script<?>> held = held();
        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);

        held.tell(say("late"));
        CompletableFuture<Integer> ask =
                system.spawn("spawned late", Script.actor()).ask(Script.reply(context -> 1));
        assertReply(ask).isEqualTo(1);
        gate.open();

        expectQuiet(stopped);
        probe.expect("late");
    }

    /** Whichever way the one message goes while somebody goes round. */
    @Test
    void aMessageOnItsWayIsNotOverlooked() {
        int actors = 1000;
        int hops = 100_000;
        AtomicInteger handled = new AtomicInteger();
        List<ActorRef<Integer>> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < actors; i++) {
            all.add(system.spawn(Behaviors.stateful(Integer.class, 0, (state, left, context) -> {
                handled.incrementAndGet();
                if (left > 1) {
                    all.get(ThreadLocalRandom.current().nextInt(actors)).tell(left - 1);
                }
                return state;
            })));
        }
        all.get(0).tell(hops);

        expectQuiet(stopAfterDrain());

        assertThat(handled).hasValue(hops);
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    @Test
    void aStashThatNobodyEmptiesDoesNotHoldItUp() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> context.stash().add()));
        CompletableFuture<Object> ask =
                actor.ask(Script.run(context -> context.stash().add()), TIME);
        settle(actor);

        expectQuiet(stopAfterDrain());

        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(2);
    }

    @Test
    void aStashThatSomethingStillEmptiesIsHandled() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        AtomicInteger handled = new AtomicInteger();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> {
            if (handled.getAndIncrement() == 0) {
                context.stash().add();
                context.pipeToSelf(
                        stage, (value, failure) -> Script.run(own -> own.stash().unstashAll()));
            } else {
                probe.saw("from the stash");
            }
        }));
        settle(actor);

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        stage.complete("loaded");

        expectQuiet(stopped);
        probe.expect("from the stash");
    }

    @Test
    void timersDoNotHoldItUp() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        Script.in(actor, context -> {
            context.timers().startFixedRate("often", say("tick"), Duration.ofMillis(35), Duration.ofMillis(35));
            context.timers().startSingle("late", say("late"), TIME);
        });

        expectQuiet(stopAfterDrain());

        assertThat(clock.elapsed()).isLessThan(Duration.ofMinutes(1));
        assertThat(probe.soFar()).doesNotContain("late");
    }

    @Test
    void anActorThatWaitsForAnotherTryDoesNotHoldItUpUnlessMessagesWaitForIt() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Script.actor().onCrash(Backoff.exponential(Duration.ofMinutes(5), Duration.ofMinutes(5))));
        Script.crash(actor);
        actor.tell(say("after the wait"));
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("once more");
        }));

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        clock.advance(Duration.ofMinutes(10));
        probe.expect("after the wait");

        expectQuiet(stopped);
    }

    @Test
    void anActorWithoutEndEndsWithTheTime() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(forEver());

        CompletableFuture<Void> stopped = stopAfterDrain();
        expectNoEnd(stopped);
        clock.advance(TIME.multipliedBy(3).dividedBy(4).minusSeconds(1));
        assertThat(stopped).isNotDone();
        clock.advance(Duration.ofSeconds(1));

        Waiting.reply(stopped);
    }

    private Script<Object> forEver() {
        return Script.run(context -> context.self().tell(forEver()));
    }

    @Test
    void theTimeIsEnoughForAllThatHangOneAfterTheOther() {
        ActorRef<Script<?>> parent = system.spawn("parent", hangingAtItsEnd());
        ActorRef<Script<?>> child = system.spawn(parent, "child", hangingAtItsEnd());
        ActorRef<Script<?>> grandchild = system.spawn(child, "grandchild", hangingAtItsEnd());
        grandchild.tell(Script.async((request, context) -> new CompletableFuture<>()));

        CompletableFuture<Void> stopped = stopAfterDrain();
        Duration step = Duration.ofSeconds(10);
        for (Duration passed = Duration.ZERO; passed.compareTo(TIME) < 0; passed = passed.plus(step)) {
            clock.advance(step);
        }

        // What is due at once is due with the next move of the clock, if it is set only now.
        await().until(() -> {
            clock.advance(Duration.ofNanos(1));
            return stopped.isDone();
        });
        Waiting.reply(stopped);
        gate.open();
    }

    private Behavior<Script<?>> hangingAtItsEnd() {
        return Script.actor().afterStop((turns, context) -> gate.pass());
    }

    @Test
    void aStopEndsTheWaitAtOnce() {
        ActorRef<Script<?>> held = held();
        held.tell(say("never"));
        CompletableFuture<Void> stopped = stopAfterDrain();

        CompletableFuture<Void> atOnce = system.actors().stop();
        // The actor learns of it before it goes on.
        system.stop(held);
        gate.open();

        Waiting.reply(atOnce);
        Waiting.reply(stopped);
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
    }

    @Test
    void aSecondCallChangesNothing() {
        held().tell(say("still handled"));
        CompletableFuture<Void> stopped = stopAfterDrain();

        CompletableFuture<Void> again = system.actors().stopAfterDrain(Duration.ZERO);
        expectNoEnd(again);
        gate.open();

        expectQuiet(stopped);
        Waiting.reply(again);
        probe.expect("still handled");
    }

    @Test
    void aSystemThatHasNotStartedStopsAtOnce() {
        try (TestSystem other = TestSystem.create().notStarted().open()) {
            other.spawn("actor", Script.actor()).tell(say("never"));

            Waiting.reply(other.actors().stopAfterDrain(TIME));

            assertThat(probe.soFar()).isEmpty();
            assertThat(other.deadLetters(Reason.STOPPED)).isOne();
        }
    }

    @Test
    void aTimeBelowZeroIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> system.actors().stopAfterDrain(Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
        assertThat(system.actors().isRunning()).isTrue();
    }

    @Test
    void whoeverWantsToKnowLearnsOfTheEnd() {
        CompletableFuture<Void> ended = system.actors().whenStopped();
        system.actors().whenStopped().complete(null);
        assertThat(ended).isNotDone();
        assertThat(system.actors().isRunning()).isTrue();

        system.actors().stop();

        Waiting.reply(ended);
        assertThat(system.actors().whenStopped()).isCompleted();
    }
}
