package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.UnhandledMessageException;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** How each message ended is counted exactly: by type of actor, name of message and outcome. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class CountsTests {

    private static final String SCRIPT = "Script";

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    private final Gate gate = new Gate();

    CountsTests(Engines engine) {
        system = TestSystem.on(engine).with(clock);
    }

    @AfterEach
    void openTheGate() {
        gate.open();
    }

    private long count(String type, Outcome outcome) {
        return system.type(type).messages().getOrDefault(new Counted.Messages(SCRIPT, outcome), 0L);
    }

    private long ended(String type) {
        return system.type(type).messages().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whose turn in hand stands at the gate. */
    private ActorRef<Script<?>> held(ActorRef<Script<?>> actor) {
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    @Test
    void aMessageIsCountedAsSoonAsItsAnswerIsThere() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());

        for (int i = 1; i <= 100; i++) {
            assertReply(actor.ask(Script.reply(context -> "done"))).isEqualTo("done");
            assertThat(system.type("actor").messages())
                    .isEqualTo(Map.of(new Counted.Messages(SCRIPT, Outcome.HANDLED), (long) i));
        }
    }

    @Test
    void soItIsIfSeveralAreHandledAtOnce() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.statelessActor(3));

        for (int i = 1; i <= 1_000; i++) {
            assertReply(actor.ask(Script.reply(context -> "done"))).isEqualTo("done");
            assertThat(count("actor", Outcome.HANDLED)).isEqualTo(i);
        }
        assertFailure(actor.ask(Script.run(context -> context.unhandled())))
                .isInstanceOf(UnhandledMessageException.class);
        assertThat(ended("actor")).isEqualTo(1_001);
    }

    @Test
    void aMessageThatIsInHandWaitsOrIsStashedIsNotCountedYet() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> context.stash().add()));
        held(actor);
        actor.tell(Script.run(context -> {}));
        assertThat(ended("actor")).isZero();

        gate.open();
        Script.settle(actor);
        assertThat(count("actor", Outcome.HANDLED)).isEqualTo(3);
        assertThat(ended("actor")).isEqualTo(3);

        system.stopAndWait(actor);
        assertThat(count("actor", Outcome.STOPPED)).isOne();
    }

    @Test
    void anExceptionIsAnErrorIfItWasAnAnswerAndNoCrash() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().exceptionsAreReplies());

        assertFailure(actor.ask(Script.run(CountsTests::fail))).hasMessage("on purpose");

        await().untilAsserted(() -> assertThat(count("actor", Outcome.ERROR)).isOne());
        assertThat(count("actor", Outcome.CRASH)).isZero();
        assertThat(system.type("actor").crashes()).isEmpty();
    }

    @Test
    void anExceptionThatCrashesTheActorIsACrash() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));

        Script.crash(actor);
        actor.tell(Script.run(CountsTests::fail));
        Script.settle(actor);

        assertThat(count("actor", Outcome.CRASH)).isEqualTo(2);
        assertThat(count("actor", Outcome.ERROR)).isZero();
        assertThat(system.type("actor").crashes()).isEqualTo(Map.of(new Counted.Crashes("IllegalStateException"), 2L));
        assertThat(system.type("actor").resets()).isEmpty();
    }

    private static void fail(Object context) {
        throw new IllegalStateException("on purpose");
    }

    @Test
    void anAsynchronousTurnIsCountedWhenItsStageHasCompleted() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        CompletableFuture<Object> failing = new CompletableFuture<>();
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.actor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        actor.tell(Script.async((request, context) -> stage));
        actor.tell(Script.async((request, context) -> failing));
        await().until(() -> system.actors().depth(actor) == 1);
        assertThat(ended("actor")).isZero();

        stage.complete("done");
        await().untilAsserted(() -> assertThat(count("actor", Outcome.HANDLED)).isOne());
        failing.completeExceptionally(new IllegalStateException("on purpose"));
        await().untilAsserted(() -> assertThat(count("actor", Outcome.CRASH)).isOne());
    }

    @Test
    void theReasonOfADeadLetterIsAnOutcome() {
        ActorRef<Script<?>> full = held(system.spawn("full", Script.syncActor().mailbox(Mailboxes.bounded(1))));
        full.tell(Script.run(context -> {}));
        full.tell(Script.run(context -> {}));
        full.ask(Script.run(context -> {}));
        gate.open();
        await("room for one more").until(() -> system.actors().depth(full) == 0);
        Script.settle(full);
        assertThat(count("full", Outcome.FULL)).isEqualTo(2);
        assertThat(count("full", Outcome.HANDLED)).isEqualTo(3);

        ActorRef<Script<?>> gone = system.spawn("gone", Script.syncActor());
        system.stopAndWait(gone);
        gone.tell(Script.run(context -> {}));
        assertThat(count("gone", Outcome.STOPPED)).isOne();

        ActorRef<Script<?>> refusing = system.spawn("refusing", Script.syncActor());
        assertFailure(refusing.ask(Script.run(context -> context.unhandled())))
                .isInstanceOf(UnhandledMessageException.class);
        assertThat(count("refusing", Outcome.UNHANDLED)).isOne();
        assertThat(system.type("refusing").messages(Outcome.UNHANDLED)).isOne();
    }

    @Test
    void aMessageThatIsDroppedIsCountedSo() {
        ActorRef<Script<?>> oldest =
                held(system.spawn("oldest", Script.syncActor().mailbox(Mailboxes.bounded(2, Overflow.dropOldest()))));
        ActorRef<Script<?>> newest =
                system.spawn("newest", Script.syncActor().mailbox(Mailboxes.bounded(2, Overflow.dropNewest())));
        newest.tell(Script.run(context -> gate.pass()));
        await().until(() -> system.actors().depth(newest) == 0);
        for (ActorRef<Script<?>> actor : List.of(oldest, newest)) {
            IntStream.range(0, 5).forEach(i -> actor.tell(Script.run(context -> {})));
        }

        assertThat(count("oldest", Outcome.DROPPED)).isEqualTo(3);
        assertThat(count("newest", Outcome.DROPPED)).isEqualTo(3);
    }

    @Test
    void anAskThatNobodyWaitsForAnyMoreIsExpiredOrCancelled() {
        ActorRef<Script<?>> actor = held(system.spawn("actor", Script.syncActor()));
        CompletableFuture<Object> late = actor.ask(Script.run(context -> {}), Duration.ofSeconds(1));
        CompletableFuture<Object> cancelled = actor.ask(Script.run(context -> {}));
        clock.advance(Duration.ofSeconds(2));
        cancelled.cancel(false);
        assertFailure(late).hasMessageContaining("did not answer");

        gate.open();
        Script.settle(actor);

        assertThat(count("actor", Outcome.EXPIRED)).isOne();
        assertThat(count("actor", Outcome.CANCELLED)).isOne();
        assertThat(count("actor", Outcome.HANDLED)).isEqualTo(2);
    }

    @Test
    void aForwardedMessageHasEndedHereAndIsAnotherOneThere() {
        ActorRef<Script<?>> there = system.spawn("there", Script.syncActor());
        ActorRef<Script<?>> here = system.spawn("here", Script.syncActor());

        assertReply(here.ask(Script.<String>async((request, context) -> {
                    context.forward(there, Script.reply(other -> "from there"));
                    return null;
                })))
                .isEqualTo("from there");

        assertThat(count("there", Outcome.HANDLED)).isOne();
        // Its turn may last longer than that of the one that answers.
        await().untilAsserted(() -> assertThat(count("here", Outcome.HANDLED)).isOne());
    }

    @Test
    void resetsAreCountedByTheExceptionThatLedToThem() {
        ActorRef<Object> parent = system.spawn("parent", Behaviors.stateless((message, context) -> {}));
        ActorRef<Script<?>> first = system.spawn(
                parent, "first", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        ActorRef<Script<?>> second =
                system.spawn(parent, "second", Script.syncActor().type("second"));

        Script.crash(first);

        await().untilAsserted(() -> assertThat(system.type("parent/*").resets())
                .isEqualTo(Map.of(new Counted.Resets("IllegalStateException"), 1L)));
        await().untilAsserted(() -> assertThat(system.type("second").resets())
                .isEqualTo(Map.of(new Counted.Resets(Counted.Resets.NONE), 1L)));
        assertThat(system.type("second").crashes()).isEmpty();
        Script.settle(second);
    }

    @Test
    void aStartThatFailsIsACrashWithoutAMessage() {
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.statefulFrom(
                        context -> {
                            throw new UnsupportedOperationException("on purpose");
                        },
                        (state, message, context) -> state));

        await().untilAsserted(() -> assertThat(system.type("actor").crashes())
                .isEqualTo(Map.of(new Counted.Crashes("UnsupportedOperationException"), 1L)));
        assertThat(system.type("actor").messages()).isEmpty();
        Waiting.reply(system.stop(actor));
    }

    @Test
    void aMessageForNobodyOfAKnownTypeIsCountedAmongOthers() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        ActorRef<Script<?>> nobody = system.child(actor, "nobody");

        nobody.tell(Script.run(context -> {}));

        assertThat(count(Counted.OTHER, Outcome.STOPPED)).isOne();
    }

    @Test
    void theThreadsThatHaveEndedAreCountedToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Thread caller = new Thread(() -> actor.call(Script.reply(context -> "done")), "caller");
            callers.add(caller);
            caller.start();
        }
        callers.forEach(CountsTests::join);

        assertThat(count("actor", Outcome.HANDLED)).isEqualTo(100);
        assertThat(count("actor", Outcome.HANDLED)).isEqualTo(100);
    }

    private static void join(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Assertions.fail(e);
        }
    }
}
