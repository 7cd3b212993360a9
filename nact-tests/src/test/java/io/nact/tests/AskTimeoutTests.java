package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantees 5 and 6: the time of an ask, and what is taken back when nobody waits for it any more. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskTimeoutTests {

    private static final Duration SHORT = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(30);

    private record Get() implements Request<Integer> {}

    private record GetTo(ActorRef<Integer> replyTo) {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    AskTimeoutTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void namesTheTargetTheMessageAndHowLongItWasHandled() {
        Gate gate = new Gate();
        ActorRef<Object> actor = system.spawn("the slow one", Behaviors.stateful(0, (state, message, context) -> {
            gate.pass();
            return state;
        }));

        Throwable failure = Waiting.failure(actor.ask(new Get(), SHORT));

        gate.open();
        assertThat(failure)
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContainingAll(actor.path().toString(), "Get")
                .message()
                .containsIgnoringCase("wait")
                .containsIgnoringCase("handl")
                .containsPattern("\\d");
    }

    @Test
    void namesTheTargetTheMessageAndHowLongItWaited() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.actor());

        Throwable failure = Waiting.failure(actor.ask(Script.reply(context -> 1), SHORT));

        gate.open();
        assertThat(failure)
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContainingAll(actor.path().toString(), "Script")
                .message()
                .containsIgnoringCase("wait")
                .containsPattern("\\d");
    }

    @Test
    void comesWhenNobodyUsesTheReferenceInTheMessage() {
        ActorRef<GetTo> actor = system.spawn("actor", Behaviors.stateless((get, context) -> {}));

        assertFailure(actor.<Integer>ask(GetTo::new, SHORT))
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContaining("GetTo");
    }

    @Test
    void isTheSystemsUnlessTold() {
        try (TestSystem hasty = TestSystem.create()
                .with(options -> options.withAskTimeout(SHORT))
                .open()) {
            ActorRef<Script<?>> actor = hasty.spawn("actor", Script.actor());

            assertFailure(actor.ask(AskTimeoutTests.<Integer>neverAnswered())).isInstanceOf(AskTimeoutException.class);
            assertFailure(actor.<Integer>ask(replyTo -> Script.run(context -> {})))
                    .isInstanceOf(AskTimeoutException.class);
        }
    }

    @Test
    void leavesALateReplyWithoutEffect() {
        ActorRef<Script<?>> actor = actor();
        AtomicReference<ReplyRef<Integer>> kept = new AtomicReference<>();
        CompletableFuture<Integer> ask = actor.ask(
                new Script<>((request, context) -> {
                    kept.set(context.replyTo(request));
                    return null;
                }),
                SHORT);
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);

        assertThat(kept.get().isAwaited()).isFalse();
        assertThatCode(() -> kept.get().reply(1)).doesNotThrowAnyException();

        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
    }

    /** nact: the message is not withdrawn. Guarantee 6: an expired message is dropped before its handler. */
    @Test
    void dropsTheMessageIfItsTurnHasNotBegun() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.actor());
        CompletableFuture<Object> ask = actor.ask(Script.run(context -> probe.saw("expired")), SHORT);
        actor.tell(Script.run(context -> probe.saw("next")));
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        gate.open();

        probe.expect("next");
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    /** Guarantee 6: an ask made in a turn has no more time than the asker of that turn has left. */
    @Test
    void isInheritedByAnAskThatTheTurnMakes() {
        ActorRef<Script<?>> back = system.spawn("back", Script.actor());
        ActorRef<Script<?>> front = system.spawn("front", Script.actor());
        AtomicReference<CompletableFuture<Integer>> nested = new AtomicReference<>();

        CompletableFuture<Integer> ask = front.ask(
                Script.async((request, context) -> {
                    nested.set(back.ask(AskTimeoutTests.<Integer>neverAnswered(), LONG));
                    return nested.get().thenAccept(context.replyTo(request)::reply);
                }),
                Duration.ofMillis(200));

        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        assertFailure(nested.get())
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContaining(back.path().toString());
    }

    @Test
    void isNotStretchedByWhatTheNestedAskWouldHave() {
        ActorRef<Script<?>> back = system.spawn("back", Script.actor());
        ActorRef<Script<?>> front = system.spawn("front", Script.actor());
        AtomicReference<CompletableFuture<Integer>> nested = new AtomicReference<>();

        front.ask(Script.run(context -> nested.set(back.ask(AskTimeoutTests.<Integer>neverAnswered(), SHORT))), LONG);

        await().untilAtomic(nested, notNullValue());
        assertFailure(nested.get()).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void isNotInheritedFromATell() {
        ActorRef<Script<?>> back = system.spawn("back", Script.actor());
        ActorRef<Script<?>> front = system.spawn("front", Script.actor());
        Waiting.failure(front.ask(AskTimeoutTests.neverAnswered(), SHORT));

        front.tell(Script.run(
                context -> back.ask(Script.reply(inner -> "answered"), LONG).thenAccept(probe::saw)));

        probe.expect("answered");
    }

    @ParameterizedTest
    @MethodSource("notPositive")
    void mustBePositive(Duration timeout) {
        ActorRef<Script<?>> actor = actor();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> actor.ask(Script.run(context -> probe.saw("sent")), timeout));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> actor.ask(replyTo -> Script.run(context -> probe.saw("sent")), timeout));

        system.stopAndWait(actor);
        assertThat(probe.soFar()).isEmpty();
    }

    static List<Duration> notPositive() {
        return List.of(Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(Long.MIN_VALUE));
    }

    /** nact: more than 24.8 days wrap around. */
    @ParameterizedTest
    @MethodSource("huge")
    void mayBeHuge(Duration timeout) {
        ActorRef<Script<?>> actor = actor();
        Gate gate = new Gate();

        CompletableFuture<String> ask = actor.ask(
                Script.reply(context -> {
                    gate.pass();
                    return "in time";
                }),
                timeout);

        gate.awaitReached();
        await().during(Duration.ofMillis(30)).until(() -> !ask.isDone());
        gate.open();
        assertReply(ask).isEqualTo("in time");
    }

    static List<Duration> huge() {
        return List.of(
                Duration.ofDays(30),
                Duration.ofDays(365 * 200),
                Duration.ofDays(365 * 1_000),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @Test
    void cancelledTakesItsMessageBackIfItsTurnHasNotBegun() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.actor());
        CompletableFuture<Object> ask = actor.ask(Script.run(context -> probe.saw("cancelled")));
        actor.tell(Script.run(context -> probe.saw("next")));

        assertThat(ask.cancel(false)).isTrue();
        gate.open();

        probe.expect("next");
        assertThat(system.deadLetters(Reason.CANCELLED)).isOne();
        assertFailure(ask).isInstanceOf(CancellationException.class);
    }

    @Test
    void cancelledLeavesATurnThatHasBegunAlone() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = actor();
        AtomicBoolean awaited = new AtomicBoolean(true);
        CompletableFuture<String> ask = actor.ask(new Script<>((request, context) -> {
            gate.pass();
            ReplyRef<String> replyTo = context.replyTo(request);
            awaited.set(replyTo.isAwaited());
            replyTo.reply("too late");
            probe.saw("handled");
            return null;
        }));
        gate.awaitReached();

        ask.cancel(true);
        gate.open();

        probe.expect("handled");
        assertThat(awaited).isFalse();
        assertFailure(ask).isInstanceOf(CancellationException.class);
        assertThat(system.deadLetters(Reason.CANCELLED)).isZero();
    }

    /** nact: a self-query that the handler awaits deadlocks until its timeout, and the actor with it. */
    @Test
    void anActorThatWaitsForItselfIsFreeAgainAfterTheTimeoutAtTheLatest() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        CompletableFuture<Object> ask = actor.ask(
                Script.async((request, context) -> context.self().ask(Script.reply(inner -> 1), SHORT)), LONG);

        assertFailure(ask).isInstanceOf(ActorException.class);
        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    /** An actor with a turn that stands at the gate. */
    private ActorRef<Script<?>> busyActor(Gate gate, Behavior<Script<?>> behavior) {
        ActorRef<Script<?>> actor = system.spawn("actor", behavior);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    private static <R> Script<R> neverAnswered() {
        return new Script<>((request, context) -> {
            context.replyTo(request);
            return null;
        });
    }
}
