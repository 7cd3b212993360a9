package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.StatefulBehavior;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** nact: a promise that never settles blocks its actor for ever, silently. */
class TurnTimeoutTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Probe<Object> probe = new Probe<>();

    private final CompletableFuture<Object> stage = new CompletableFuture<>();

    private StatefulBehavior<Integer, Script<?>> resuming() {
        return Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME));
    }

    private Script<Object> waitsForTheStage() {
        return Script.async((request, context) -> {
            probe.saw("begun");
            return stage;
        });
    }

    private void passUntilDone(CompletableFuture<?> future) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return future.isDone();
        });
    }

    @Test
    void aTurnWhoseStageTakesTooLongFails() {
        ActorRef<Script<?>> actor = system.spawn("actor", resuming().turnTimeout(TEN_SECONDS));
        CompletableFuture<Object> ask = actor.ask(waitsForTheStage(), AN_HOUR);
        probe.expect("begun");

        passUntilDone(ask);

        assertFailure(ask).isInstanceOf(TimeoutException.class);
        assertThat(clock.elapsed()).isGreaterThanOrEqualTo(TEN_SECONDS);
        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
    }

    @Test
    void itsPolicyDecides() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().turnTimeout(TEN_SECONDS).onCrash(crash -> {
                    probe.saw(crash.cause().getClass());
                    return Directive.RESET;
                }));
        CompletableFuture<Object> ask = actor.ask(waitsForTheStage(), AN_HOUR);
        probe.expect("begun");

        passUntilDone(ask);

        probe.expect(TimeoutException.class);
        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
    }

    @Test
    void whatItsStageEndsWithLaterIsIgnored() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                resuming().turnTimeout(TEN_SECONDS).afterStop((state, context) -> probe.saw("turns: " + state)));
        CompletableFuture<Object> ask = actor.ask(waitsForTheStage(), AN_HOUR);
        probe.expect("begun");
        passUntilDone(ask);

        stage.complete("late");
        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
        system.stopAndWait(actor);

        probe.expect("turns: 1");
    }

    @Test
    void theNextTurnHasATimeOfItsOwn() {
        ActorRef<Script<?>> actor = system.spawn("actor", resuming().turnTimeout(TEN_SECONDS));
        CompletableFuture<Object> first = actor.ask(
                Script.async((request, context) -> {
                    probe.saw("begun");
                    return stage.thenAccept(context.replyTo(request)::reply);
                }),
                AN_HOUR);
        probe.expect("begun");
        clock.advance(Duration.ofSeconds(9));
        stage.complete("in time");
        assertReply(first).isEqualTo("in time");

        CompletableFuture<Object> next = new CompletableFuture<>();
        CompletableFuture<Object> second = actor.ask(
                Script.async((request, context) -> {
                    probe.saw("begun");
                    return next.thenAccept(context.replyTo(request)::reply);
                }),
                AN_HOUR);
        probe.expect("begun");
        clock.advance(Duration.ofSeconds(9));
        assertThat(second).isNotDone();
        next.complete("in time too");

        assertReply(second).isEqualTo("in time too");
    }

    @Test
    void aTurnWithoutAStageIsNotMeant() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", resuming().turnTimeout(TEN_SECONDS));
        CompletableFuture<String> ask = actor.ask(
                Script.reply(context -> {
                    gate.pass();
                    return "in the end";
                }),
                Duration.ofDays(1));
        gate.awaitReached();
        clock.advance(AN_HOUR);

        gate.open();

        assertReply(ask).isEqualTo("in the end");
    }

    @Test
    void theSystemsTimeServesBehavioursThatNameNone() {
        ManualTime time = new ManualTime();
        try (TestSystem strict = TestSystem.create()
                .with(time)
                .with(options -> options.withTurnTimeout(TEN_SECONDS))
                .open()) {
            ActorRef<Script<?>> actor = strict.spawn("actor", resuming());
            ActorRef<Script<?>> patient = strict.spawn("patient", resuming().turnTimeout(AN_HOUR));
            CompletableFuture<Object> patientAsk = patient.ask(waitsForTheStage(), AN_HOUR);
            CompletableFuture<Object> ask = actor.ask(waitsForTheStage(), AN_HOUR);
            probe.expect("begun", "begun");

            await().pollInterval(Duration.ofMillis(2)).until(() -> {
                time.advance(Duration.ofSeconds(1));
                return ask.isDone();
            });

            assertFailure(ask).isInstanceOf(TimeoutException.class);
            assertThat(patientAsk).isNotDone();
            stage.complete("done");
        }
    }

    @Test
    void withoutALimitATurnWaitsForItsStage() {
        ActorRef<Script<?>> actor = system.spawn("actor", resuming());
        actor.tell(waitsForTheStage());
        probe.expect("begun");

        clock.advance(Duration.ofDays(1_000));
        actor.tell(Script.run(context -> probe.saw("next")));
        assertThat(probe.soFar()).isEmpty();
        stage.complete("at last");

        probe.expect("next");
    }

    @Test
    void asksAndTurnsThatAreOverLeaveNoTimersBehind() {
        ActorRef<Script<?>> actor = system.spawn("actor", resuming().turnTimeout(AN_HOUR));
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Object> end = new CompletableFuture<>();
            CompletableFuture<String> ask = actor.ask(
                    Script.async((request, context) ->
                            end.thenRun(() -> context.replyTo(request).reply("done"))),
                    AN_HOUR);
            end.complete("done");
            assertReply(ask).isEqualTo("done");
            actor.ask(Script.run(context -> {}), AN_HOUR).cancel(true);
        }
        system.stopAndWait(actor);

        await().untilAsserted(() -> assertThat(clock.pending()).isZero());
    }

    @Test
    void theTimeMustBePositive() {
        StatefulBehavior<Integer, Script<?>> behavior = Script.actor();

        assertThatIllegalArgumentException().isThrownBy(() -> behavior.turnTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> behavior.turnTimeout(Duration.ofSeconds(-1)));
    }
}
