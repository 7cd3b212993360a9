package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorNameTakenException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.StatefulBehavior;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An actor that drains handles what waits, takes nothing more, and ends. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class DrainTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    private final Gate gate = new Gate();

    DrainTests(Engines engine) {
        system = TestSystem.on(engine).with(clock);
    }

    private StatefulBehavior<Integer, Script<?>> reporting() {
        return Script.syncActor().afterStop((turns, context) -> {
            probe.saw("ended with " + context.undelivered().size() + " undelivered");
        });
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", reporting());
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    /** A turn that waits at the gate and then has the actor drain. */
    private void drainAtTheGate(ActorRef<Script<?>> actor) {
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stopAfterDrain();
        }));
        gate.awaitReached();
    }

    private void expectEnded(ActorRef<?> actor, long deadLetters) {
        await().until(() -> system.actors().find(actor.path()).isEmpty());
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(deadLetters);
    }

    @Test
    void whatWaitsIsHandledInOrderAndThenItEnds() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        IntStream.range(0, 100).forEach(i -> actor.tell(say(i)));

        gate.open();

        IntStream.range(0, 100).forEach(probe::expect);
        probe.expect("ended with 0 undelivered");
        expectEnded(actor, 0);
        system.spawn("actor", Script.actor());
    }

    @Test
    void anActorForWhichNothingWaitsEndsAtOnce() {
        ActorRef<Script<?>> actor = actor();

        actor.tell(Script.run(context -> context.stopAfterDrain()));

        probe.expect("ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void theTurnInHandGoesOn() {
        ActorRef<Script<?>> actor = actor();

        assertReply(actor.ask(Script.reply(context -> {
                    context.stopAfterDrain();
                    return "answered";
                })))
                .isEqualTo("answered");

        probe.expect("ended with 0 undelivered");
    }

    @Test
    void whatComesLaterIsADeadLetterAndRefused() {
        Gate draining = new Gate();
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> draining.pass()));
        actor.tell(say("waits"));
        gate.open();
        draining.awaitReached();

        actor.tell(say("late"));
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertThat(actor.tryTell(say("late"))).isFalse();
        assertFailure(actor.ask(Script.reply(context -> "late"))).isInstanceOf(ActorStoppedException.class);
        assertFailure(actor.offer(say("late"))).isInstanceOf(ActorStoppedException.class);
        draining.open();

        probe.expect("waits", "ended with 0 undelivered");
        expectEnded(actor, 2);
    }

    /** "What waits now": what the turn itself sends afterwards is later already. */
    @Test
    void whatTheTurnSendsItsActorAfterwardsIsTooLate() {
        ActorRef<Script<?>> actor = actor();
        actor.tell(Script.run(context -> {
            context.self().tell(say("before"));
            context.stopAfterDrain();
            context.self().tell(say("after"));
        }));

        probe.expect("before", "ended with 0 undelivered");
        expectEnded(actor, 1);
    }

    @Test
    void whatWaitsBehindAnOpenTurnIsHandled() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.tell(Script.async((request, context) -> {
            context.stopAfterDrain();
            probe.saw("open");
            return stage.thenRun(() -> probe.saw("closed"));
        }));
        actor.tell(say("waits"));
        CompletableFuture<String> ask = actor.ask(Script.reply(context -> "asked"));
        gate.open();
        probe.expect("open");

        assertThat(actor.tryTell(say("late"))).isFalse();
        assertThat(system.actors().depth(actor)).isEqualTo(2);
        stage.complete("done");

        probe.expect("closed", "waits");
        assertReply(ask).isEqualTo("asked");
        expectEnded(actor, 0);
    }

    @Test
    void asksThatWaitAreAnswered() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        List<CompletableFuture<Integer>> asks = IntStream.range(0, 10)
                .mapToObj(i -> actor.ask(Script.reply(context -> i)))
                .toList();

        gate.open();

        for (int i = 0; i < 10; i++) {
            assertReply(asks.get(i)).isEqualTo(i);
        }
        probe.expect("ended with 0 undelivered");
    }

    @Test
    void theDeadlineOfAnAskThatWaitsHolds() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        CompletableFuture<String> ask = actor.ask(Script.reply(context -> "late"), Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));
        gate.open();

        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        probe.expect("ended with 0 undelivered");
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    @Test
    void whatIsStashedAtTheEndIsADeadLetter() {
        ActorRef<Script<?>> actor = actor();
        actor.tell(Script.run(context -> context.stash().add()));
        CompletableFuture<Object> ask =
                actor.ask(Script.run(context -> context.stash().add()));
        drainAtTheGate(actor);
        actor.tell(say("waits"));

        gate.open();

        probe.expect("waits", "ended with 2 undelivered");
        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        expectEnded(actor, 2);
    }

    @Test
    void whatIsPutBackMeanwhileIsHandled() {
        AtomicInteger turns = new AtomicInteger();
        ActorRef<Script<?>> actor = actor();
        actor.tell(Script.run(context -> {
            probe.saw("turn " + turns.incrementAndGet());
            if (turns.get() == 1) {
                context.stash().add();
            }
        }));
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> context.stash().unstashAll()));
        actor.tell(say("waits"));

        gate.open();

        probe.expect("turn 1", "turn 2", "waits", "ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void itsOwnMessagesComeAsBefore() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> {
            context.timers().startSingle("key", say("tick"), Duration.ofHours(1));
            context.pipeToSelf(CompletableFuture.completedFuture(""), (value, failure) -> say("piped"));
        }));
        actor.tell(say("waits"));

        gate.open();

        probe.expect("piped", "waits", "ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void itMayTellOthersAndSpawn() {
        ActorRef<Script<?>> actor = actor();
        Probe<Object> others = new Probe<>();
        ActorRef<Object> other = system.spawn("other", others.behavior());
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> {
            other.tell("told");
            context.spawn("child", Script.syncActor().afterStop((state, child) -> probe.saw("child ended")));
        }));

        gate.open();

        others.expect("told");
        probe.expect("child ended", "ended with 0 undelivered");
    }

    @Test
    void theNameIsTakenUntilItHasEnded() {
        Gate draining = new Gate();
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> draining.pass()));
        gate.open();
        draining.awaitReached();

        assertThatExceptionOfType(ActorNameTakenException.class)
                .isThrownBy(() -> system.spawn("actor", Script.actor()));

        draining.open();
        probe.expect("ended with 0 undelivered");
    }

    @Test
    void aStopMeanwhileBeatsIt() {
        Gate draining = new Gate();
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> draining.pass()));
        actor.tell(say("must not be handled"));
        CompletableFuture<Object> ask = actor.ask(say("must not be handled either"));
        gate.open();
        draining.awaitReached();

        CompletableFuture<Void> stopped = system.stop(actor);
        draining.open();

        Waiting.reply(stopped);
        probe.expect("ended with 2 undelivered");
        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        expectEnded(actor, 2);
    }

    @Test
    void aStopInTheSameTurnBeatsItWhicheverComesFirst() {
        for (boolean stopFirst : new boolean[] {true, false}) {
            Gate here = new Gate();
            ActorRef<Script<?>> actor = actor();
            actor.tell(Script.run(context -> {
                here.pass();
                if (stopFirst) {
                    context.stop();
                }
                context.stopAfterDrain();
                if (!stopFirst) {
                    context.stop();
                }
            }));
            here.awaitReached();
            actor.tell(say("must not be handled"));
            here.open();

            probe.expect("ended with 1 undelivered");
            await().until(() -> system.actors().find(actor.path()).isEmpty());
        }
    }

    @Test
    void aCrashThatStopsMakesDeadLettersOfTheRest() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(say("first"));
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        actor.tell(say("must not be handled"));

        gate.open();

        probe.expect("first", "ended with 1 undelivered");
        expectEnded(actor, 1);
    }

    @Test
    void aResumeGoesOnWithIt() {
        crashesAndGoesOn(Directive.RESUME);
    }

    @Test
    void aResetGoesOnWithIt() {
        crashesAndGoesOn(Directive.RESET);
    }

    private void crashesAndGoesOn(Directive directive) {
        ActorRef<Script<?>> actor = system.spawn("actor", reporting().onCrash(SupervisionPolicy.always(directive)));
        drainAtTheGate(actor);
        actor.tell(say(1));
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        actor.tell(say(2));
        CompletableFuture<String> ask = actor.ask(Script.reply(context -> "answered"));

        gate.open();

        probe.expect(1, 2);
        assertReply(ask).isEqualTo("answered");
        probe.expect("ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void theTurnThatSaysSoMayCrash() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", reporting().onCrash(SupervisionPolicy.always(Directive.RESET)));
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stopAfterDrain();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();
        actor.tell(say("waits"));

        gate.open();

        probe.expect("waits", "ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void aFullMailboxIsDrainedToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", reporting().mailbox(Mailboxes.bounded(3)));
        drainAtTheGate(actor);
        IntStream.range(0, 3).forEach(i -> actor.tell(say(i)));
        assertThat(actor.tryTell(say("refused"))).isFalse();

        gate.open();

        probe.expect(0, 1, 2, "ended with 0 undelivered");
    }

    @Test
    void sayingItTwiceIsSayingItOnce() {
        ActorRef<Script<?>> actor = actor();
        drainAtTheGate(actor);
        actor.tell(Script.run(context -> {
            context.stopAfterDrain();
            context.stopAfterDrain();
        }));
        actor.tell(say("waits"));

        gate.open();

        probe.expect("waits", "ended with 0 undelivered");
        expectEnded(actor, 0);
    }

    @Test
    void saidAtTheStartItHandlesWhatCameBefore() {
        ActorRef<Script<?>> actor = system.spawn("actor", Behaviors.setup(context -> {
            gate.pass();
            context.stopAfterDrain();
            return reporting();
        }));
        gate.awaitReached();
        actor.tell(say("waits"));
        gate.open();

        probe.expect("waits", "ended with 0 undelivered");
    }

    @Test
    void saidInTheLastTurnItDoesNothing() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().afterStop((state, context) -> {
            context.stopAfterDrain();
            probe.saw("ended");
        }));
        settle(actor);

        system.stopAndWait(actor);

        probe.expect("ended");
        expectEnded(actor, 0);
    }

    @Test
    void severalTurnsOfAStatelessActorAreAwaited() {
        List<CompletableFuture<Object>> stages = new ArrayList<>();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.statelessActor(3).afterStop(context -> probe.saw("ended")));
        for (int i = 0; i < 6; i++) {
            CompletableFuture<Object> stage = new CompletableFuture<>();
            int number = i;
            stages.add(stage);
            actor.tell(Script.async((request, context) -> {
                probe.saw("begun " + number);
                if (number == 0) {
                    gate.pass();
                    context.stopAfterDrain();
                }
                return stage;
            }));
        }
        probe.expectInAnyOrder("begun 0", "begun 1", "begun 2");
        gate.open();
        await().until(() -> !actor.tryTell(Script.run(context -> {})));

        for (int i = 0; i < 3; i++) {
            stages.get(i).complete("done");
        }
        probe.expectInAnyOrder("begun 3", "begun 4", "begun 5");
        await().during(Duration.ofMillis(30)).until(() -> probe.soFar().isEmpty());
        for (int i = 3; i < 6; i++) {
            stages.get(i).complete("done");
        }

        probe.expect("ended");
    }

    /** Whoever has been promised an answer is no message that waits: the actor's end is its answer. */
    @Test
    void aPromiseThatIsOpenAtTheEndFails() {
        List<ReplyRef<Object>> promises = new ArrayList<>();
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<Object> ask = actor.ask(Script.async((request, context) -> {
            promises.add(context.replyTo(request));
            return null;
        }));
        in(actor, context -> context.stopAfterDrain());

        probe.expect("ended with 0 undelivered");
        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        assertThat(promises.get(0).isAwaited()).isFalse();
    }

    /** Each message is handled or a dead letter, and those of one sender are handled up to one of them. */
    @Test
    void messagesThatRaceWithADrainAllEnd() {
        for (int round = 0; round < 200; round++) {
            List<Integer> handled = new ArrayList<>();
            ActorRef<Integer> actor = system.spawn("actor", Behaviors.stateful(0, (count, number, context) -> {
                handled.add(number);
                if (count == 20) {
                    context.stopAfterDrain();
                }
                return count + 1;
            }));
            long before = system.deadLetters(Reason.STOPPED);
            CompletableFuture<Void> sender = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 200; i++) {
                            actor.tell(i);
                            for (int spins = ThreadLocalRandom.current().nextInt(20); spins > 0; spins--) {
                                Thread.onSpinWait();
                            }
                        }
                    },
                    task -> new Thread(task).start());
            Waiting.reply(sender);
            await().until(() -> system.actors().find(actor.path()).isEmpty());

            assertThat(handled)
                    .isEqualTo(IntStream.range(0, handled.size()).boxed().toList());
            assertThat(handled.size() + system.deadLetters(Reason.STOPPED) - before)
                    .isEqualTo(200);
        }
    }
}
