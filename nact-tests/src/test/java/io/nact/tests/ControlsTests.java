package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.inspect.ActorDetails;
import io.nact.inspect.ActorStatus;
import io.nact.inspect.Contents;
import io.nact.inspect.Controls;
import io.nact.inspect.Controls.Resent;
import io.nact.inspect.Inspector;
import io.nact.inspect.RememberedLetter;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.system.ActorSystems;
import io.nact.testkit.LogCapture;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;

/** What people can do to a running actor by hand. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ControlsTests {

    @RegisterExtension
    final TestSystem system;

    private final Gate gate = new Gate();

    private final Probe<Object> probe = new Probe<>();

    ControlsTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @AfterEach
    void letGo() {
        gate.open();
    }

    private Inspector inspector() {
        return system.actors().inspect();
    }

    private Controls controls() {
        return inspector().controls();
    }

    private ActorDetails details(ActorRef<?> actor) {
        return inspector().actor(actor.path()).orElseThrow();
    }

    private ActorStatus status(ActorRef<?> actor) {
        return details(actor).actor().status();
    }

    private void suspend(ActorRef<?> actor) {
        assertThat(controls().suspend(actor.path())).isTrue();
        await().until(() -> details(actor).suspendedByHand());
    }

    @Test
    void aSuspendedActorHandlesNothingUntilItIsResumed() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        suspend(actor);

        actor.tell("one");
        actor.tell("two");
        suspend(actor);

        assertThat(status(actor)).isEqualTo(ActorStatus.SUSPENDED_BY_HAND);
        assertThat(details(actor).actor().depth()).isEqualTo(2);
        assertThat(probe.soFar()).isEmpty();
        assertThat(controls().resume(actor.path())).isTrue();
        probe.expect("one", "two");
        await().until(() -> status(actor) == ActorStatus.IDLE);
    }

    @Test
    void aCallOfASuspendedActorWaitsLikeAnAsk() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.settle(actor);
        suspend(actor);

        CompletableFuture<String> reply = actor.ask(Script.reply(context -> "late"));
        await().until(() -> details(actor).actor().depth() == 1);
        assertThat(reply).isNotDone();
        controls().resume(actor.path());

        assertReply(reply).isEqualTo("late");
    }

    @Test
    void theTurnInHandOfASuspendedActorGoesOn() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<String> reply = actor.ask(Script.async((request, context) -> stage.thenApply(value -> {
            context.replyTo(request).reply("done");
            return value;
        })));
        await().until(() -> status(actor) == ActorStatus.WAITING);
        suspend(actor);
        assertThat(status(actor)).isEqualTo(ActorStatus.WAITING);

        stage.complete("go on");

        await().until(() -> status(actor) == ActorStatus.SUSPENDED_BY_HAND);
        controls().resume(actor.path());
        Script.settle(actor);
        assertThat(reply).isDone();
    }

    @Test
    void ticksWaitForTheResume() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Script.in(
                actor,
                context -> context.timers()
                        .startFixedDelay(
                                "tick", Script.run(turn -> probe.saw("tick")), Duration.ZERO, Duration.ofMillis(1)));
        probe.next();
        suspend(actor);
        probe.soFar().forEach(seen -> probe.next());

        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor());
        for (int i = 0; i < 100; i++) {
            Script.settle(other);
        }
        assertThat(probe.soFar()).isEmpty();

        controls().resume(actor.path());
        probe.next(2);
    }

    @Test
    void aCrashOfASuspendedActorIsDecidedAndItStaysSuspended() {
        CompletableFuture<Directive> decision = new CompletableFuture<>();
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().onCrashAsync(crash -> decision));
        actor.tell(Script.async((request, context) -> stage));
        await().until(() -> status(actor) == ActorStatus.WAITING);
        suspend(actor);
        stage.completeExceptionally(new IllegalStateException("on purpose"));

        await().until(() -> status(actor) == ActorStatus.SUSPENDED);
        assertThat(details(actor).suspendedByHand()).isTrue();
        controls().resume(actor.path());
        await().until(() -> !details(actor).suspendedByHand());
        assertThat(status(actor)).isEqualTo(ActorStatus.SUSPENDED);
        suspend(actor);
        decision.complete(Directive.RESUME);

        await().until(() -> status(actor) == ActorStatus.SUSPENDED_BY_HAND);
        controls().resume(actor.path());
        Script.settle(actor);
    }

    @Test
    void aSuspendedActorStopsAndIsReset() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        suspend(actor);

        assertThat(controls().reset(actor.path())).isTrue();
        await().until(() -> details(actor).resets() == 1);
        assertThat(details(actor).suspendedByHand()).isTrue();
        assertThat(controls().stop(actor.path())).isTrue();

        await().until(() -> inspector().actor(actor.path()).isEmpty());
    }

    @Test
    void aSuspendedEntityDoesNotPassivate() {
        ManualTime clock = new ManualTime();
        try (TestSystem timed = TestSystem.create().with(clock).open()) {
            Inspector inspector = timed.actors().inspect();
            ActorRef<Object> actor = timed.spawn("actor", probe.behavior().passivateAfter(Duration.ofSeconds(1)));
            await().until(() -> clock.pending() > 0);
            inspector.controls().suspend(actor.path());
            await().until(() -> inspector.actor(actor.path()).orElseThrow().suspendedByHand());

            clock.advance(Duration.ofSeconds(5));
            // A signal that comes after that of the clock.
            inspector.controls().trace(actor.path(), 3);
            await().until(() -> inspector.actor(actor.path()).orElseThrow().traced() == 3);
            inspector.controls().resume(actor.path());
            clock.advance(Duration.ofSeconds(5));

            await("the end of an idle entity").until(() -> {
                clock.advance(Duration.ofSeconds(1));
                return inspector.actor(actor.path()).isEmpty();
            });
        }
    }

    @Test
    void aResetKeepsTheMailboxAndBeginsAFreshLife() {
        ActorRef<String> actor =
                system.spawn("actor", Behaviors.stateful(String.class, "", (state, message, context) -> {
                    if (message.equals("hold")) {
                        gate.pass();
                    }
                    probe.saw(state + message);
                    return state + message;
                }));
        actor.tell("hold");
        gate.awaitReached();
        actor.tell("a");
        assertThat(controls().reset(actor.path())).isTrue();
        gate.open();

        probe.expect("hold", "a");
        assertThat(details(actor).resets()).isOne();
    }

    @Test
    void aDrainedActorHandlesWhatWaitsAndEnds() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        suspend(actor);
        actor.tell("one");
        actor.tell("two");

        assertThat(controls().drain(actor.path())).isTrue();

        probe.expect("one", "two");
        await().until(() -> inspector().actor(actor.path()).isEmpty());
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    @Test
    void nobodyCanDoAnythingToTheRootOrToWhomeverDoesNotLive() {
        assertThat(controls().stop(system.path())).isFalse();
        assertThat(controls().suspend(system.path())).isFalse();
        assertThat(controls().stop(system.path("nobody"))).isFalse();
        assertThat(controls().drain(system.path("nobody"))).isFalse();
        assertThat(controls().trace(system.path("nobody"), 1)).isFalse();
        assertThat(system.actors().isRunning()).isTrue();
    }

    @Test
    void theNextMessagesAreLoggedWithTheirTimes() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().type("traced"));
        Script.settle(actor);
        try (LogCapture log = LogCapture.ofActor("traced")) {
            controls().trace(actor.path(), 2);
            await().until(() -> details(actor).traced() == 2);
            actor.tell(Script.run(context -> {}));
            Script.settle(actor);
            Script.settle(actor);

            assertThat(log.lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line.text())
                            .startsWith(actor.path() + " handled Script, which waited ")
                            .containsPattern("waited [0-9.]+ ms and was handled for [0-9.]+ ms")
                            .doesNotContain("failed"))
                    .allSatisfy(line -> assertThat(line.level()).isEqualTo(Level.INFO));
            assertThat(details(actor).traced()).isZero();
        }
    }

    @Test
    void whatWaitedBeforeTheTraceAndHowItFailedIsSaid() {
        Behavior<Script<?>> behavior =
                Script.syncActor().type("traced").onCrash(SupervisionPolicy.always(Directive.RESUME));
        // Where nobody listens to how long turns take, nobody has put down when a message was sent.
        try (ActorSystem unmeasured = ActorSystems.start("unmeasured");
                LogCapture log = LogCapture.ofActor("traced")) {
            Inspector inspector = unmeasured.inspect();
            ActorRef<Script<?>> actor = unmeasured.spawn("actor", behavior);
            assertThat(inspector.controls().suspend(actor.path())).isTrue();
            await().until(() -> inspector.actor(actor.path()).orElseThrow().suspendedByHand());
            actor.tell(Script.run(context -> {
                throw new IllegalStateException("on purpose");
            }));
            inspector.controls().trace(actor.path(), 1);
            inspector.controls().resume(actor.path());

            String failed = "ms, and failed with java.lang.IllegalStateException: on purpose";
            assertThat(log.expect(Level.INFO, failed).text()).contains("which waited more than ");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void aTraceIsEndedByHand() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        controls().trace(actor.path(), 10);
        await().until(() -> details(actor).traced() == 10);
        controls().trace(actor.path(), 0);
        await().until(() -> details(actor).traced() == 0);
    }

    @Test
    void howManyAreTracedIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> controls().trace(system.path("a"), -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> controls().trace(system.path("a"), Controls.MOST_TRACED + 1));
    }

    private RememberedLetter letter() {
        return inspector().deadLetters(Contents.HIDDEN).get(0);
    }

    @Test
    void aDeadLetterIsSentAgainToWhoeverLivesThereNow() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        system.stopAndWait(actor);
        actor.tell("lost");
        long id = letter().id();
        assertThat(controls().resend(id)).isEqualTo(Resent.REFUSED);
        assertThat(letter().id()).isEqualTo(id);

        system.spawn("actor", probe.behavior());

        assertThat(controls().resend(id)).isEqualTo(Resent.SENT);
        probe.expect("lost");
        assertThat(controls().resend(id)).isEqualTo(Resent.UNKNOWN);
        assertThat(inspector().deadLetters(Contents.HIDDEN)).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
    }

    @Test
    void aDeadLetterForWhichThereIsStillNoRoomIsKept() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior().mailbox(Mailboxes.bounded(1)));
        suspend(actor);
        actor.tell("fits");
        actor.tell("does not");

        assertThat(controls().resend(letter().id())).isEqualTo(Resent.REFUSED);
        controls().resume(actor.path());
        probe.expect("fits");
        assertThat(controls().resend(letter().id())).isEqualTo(Resent.SENT);
        probe.expect("does not");
    }

    @Test
    void aDeadLetterToAnEntityStartsIt() {
        ActorRef<Object> parent = system.spawn(
                "parent",
                probe.behavior().childrenOnDemand(name -> probe.behavior().passivateAfter(Duration.ofHours(1))));
        ActorRef<Object> entity = system.child(parent, "42");
        entity.tell("begin");
        probe.expect("begin");
        suspend(entity);
        entity.tell("lost");
        system.stopAndWait(entity);

        assertThat(controls().resend(letter().id())).isEqualTo(Resent.SENT);
        probe.expect("lost");
    }

    @Test
    void allDeadLettersAreForgottenAndStayCounted() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        system.stopAndWait(actor);
        List.of(1, 2, 3).forEach(actor::tell);

        assertThat(controls().purge()).isEqualTo(3);

        assertThat(inspector().deadLetters(Contents.HIDDEN)).isEmpty();
        assertThat(system.actors().recentDeadLetters()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(3);
        assertThat(controls().purge()).isZero();
    }
}
