package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever asked gets the answer of the actor to which the message went in the end. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ForwardTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    private final Engines engine;

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    ForwardTests(Engines engine) {
        this.engine = engine;
        system = TestSystem.on(engine).with(clock);
    }

    private ActorRef<Script<?>> spawn(String name) {
        return system.spawn(name, Script.syncActor());
    }

    private ActorRef<Script<?>> resuming(String name) {
        return system.spawn(name, Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
    }

    /** A message that goes on to the other one as this message. */
    private static <R> Script<R> forward(ActorRef<? super Script<?>> to, Script<?> as) {
        return Script.async((request, context) -> {
            context.forward(to, as);
            return null;
        });
    }

    private static Script<Object> fail(RuntimeException failure) {
        return Script.run(context -> {
            throw failure;
        });
    }

    /** A message that nobody answers, nor gives back. */
    private Script<Object> keep() {
        return Script.async((request, context) -> {
            context.replyTo(request);
            probe.saw("kept");
            return null;
        });
    }

    @Test
    void theAnswerIsTheOtherOnes() {
        ActorRef<Script<?>> other = spawn("other");

        assertReply(spawn("actor").<String>ask(forward(other, Script.reply(context -> context.name()))))
                .isEqualTo("other");
    }

    @Test
    void theExceptionIsTheOtherOnesAndSoIsTheCrash() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor().onCrash(crash -> {
            probe.saw(crash.actor());
            return Directive.RESUME;
        }));
        ActorRef<Script<?>> actor = spawn("actor");

        assertFailure(actor.ask(forward(other, fail(failure)))).isSameAs(failure);

        probe.expect(other.path());
        settle(actor);
    }

    @Test
    void theActorGoesOnMeanwhile() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<String> ask = actor.ask(forward(other, Script.reply(context -> {
            gate.pass();
            return "late";
        })));
        gate.awaitReached();

        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
        assertThat(ask).isNotDone();
        gate.open();

        assertReply(ask).isEqualTo("late");
    }

    @Test
    void aMessageThatWasToldIsToldOn() {
        ActorRef<Script<?>> other = spawn("other");

        spawn("actor").tell(forward(other, Script.run(context -> probe.saw(context.name()))));

        probe.expect("other");
    }

    @Test
    void anAskWithItsOwnReferenceGoesOnToo() {
        ActorRef<ActorRef<String>> other =
                system.spawn("other", Behaviors.stateless((replyTo, context) -> replyTo.tell("answer")));
        ActorRef<ActorRef<String>> actor =
                system.spawn("actor", Behaviors.stateless((replyTo, context) -> context.forward(other, replyTo)));

        assertReply(actor.<String>ask(replyTo -> replyTo)).isEqualTo("answer");
    }

    @Test
    void itGoesOverAsManyAsLike() {
        ActorRef<Script<?>> last = spawn("last");
        Script<?> message = Script.reply(context -> context.name());
        for (int i = 0; i < 100; i++) {
            ActorRef<Script<?>> next = last;
            Script<?> inner = message;
            message = forward(next, inner);
            last = spawn("actor-" + i);
        }
        @SuppressWarnings("unchecked") // the innermost is a reply of a name
        Script<String> first = (Script<String>) message;

        assertReply(last.ask(first)).isEqualTo("last");
    }

    @Test
    void itMayComeBack() {
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = spawn("actor");

        assertReply(actor.<String>ask(forward(other, forward(actor, Script.reply(context -> context.name())))))
                .isEqualTo("actor");
        assertReply(actor.<String>ask(forward(actor, Script.reply(context -> "to itself"))))
                .isEqualTo("to itself");
    }

    @Test
    void theOtherOneGetsItBehindWhatItHas() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        other.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        other.tell(Script.run(context -> probe.saw("waits")));
        ActorRef<Script<?>> actor = spawn("actor");
        actor.tell(Script.run(context -> {
            context.forward(other, Script.run(inner -> probe.saw("one")));
            context.forward(other, Script.run(inner -> probe.saw("two")));
        }));
        settle(actor);

        gate.open();

        probe.expect("waits", "one", "two");
    }

    @Test
    void theDeadlineIsTheFirstOneAndTheMessageNamesTheNewTarget() {
        ActorRef<Script<?>> other = spawn("other");
        CompletableFuture<Object> ask = spawn("actor").ask(forward(other, keep()), TEN_SECONDS);
        probe.expect("kept");

        clock.advance(TEN_SECONDS.minusNanos(1));
        assertThat(ask).isNotDone();
        clock.advance(Duration.ofNanos(1));

        assertFailure(ask)
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContaining(other.path().toString());
    }

    @Test
    void aMessageWhoseTimeIsOverBeforeItsTurnIsDropped() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        other.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<Object> ask = actor.ask(forward(other, keep()), TEN_SECONDS);
        settle(actor);

        clock.advance(TEN_SECONDS);
        assertFailure(ask).isInstanceOf(AskTimeoutException.class).hasMessageContaining("it waited 10000 ms");
        gate.open();
        settle(other);

        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
        assertThat(probe.soFar()).isEmpty();
    }

    /** Guarantee 6: deadlines travel. */
    @Test
    void whatTheOtherOneAsksHasTheTimeThatIsLeft() {
        ActorRef<Script<?>> silent = spawn("silent");
        ActorRef<Script<?>> other = spawn("other");
        Script<Object> asking = Script.async((request, context) -> {
            context.replyTo(request);
            probe.saw(silent.ask(keep(), Duration.ofHours(1)));
            return null;
        });
        spawn("actor").ask(forward(other, asking), TEN_SECONDS);
        List<Object> seen = probe.next(2);
        CompletableFuture<?> inner = (CompletableFuture<?>) seen.stream()
                .filter(CompletableFuture.class::isInstance)
                .findFirst()
                .orElseThrow();

        clock.advance(TEN_SECONDS);

        assertFailure(inner).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void aTurnThatThrowsAfterwardsCrashesAndTheAskerGetsTheOtherOnesAnswer() {
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            probe.saw(crash.cause().getMessage());
            return Directive.RESUME;
        }));

        CompletableFuture<String> ask = actor.ask(Script.async((request, context) -> {
            context.forward(other, Script.reply(inner -> "answer"));
            throw new IllegalStateException("on purpose");
        }));

        assertReply(ask).isEqualTo("answer");
        probe.expect("on purpose");
    }

    @Test
    void aStopOfTheActorDoesNotTouchWhatItHasForwarded() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<String> ask = actor.ask(forward(other, Script.reply(context -> {
            gate.pass();
            return "answer";
        })));
        gate.awaitReached();

        system.stopAndWait(actor);
        gate.open();

        assertReply(ask).isEqualTo("answer");
    }

    @Test
    void aTurnThatIsAbandonedDoesNotTouchWhatItHasForwarded() {
        Gate gate = new Gate();
        Gate theirs = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<String> ask = actor.ask(
                Script.async((request, context) -> {
                    context.forward(other, Script.reply(inner -> {
                        theirs.pass();
                        return "answer";
                    }));
                    gate.pass();
                    return null;
                }),
                Duration.ofHours(1));
        gate.awaitReached();
        theirs.awaitReached();

        CompletableFuture<Void> stopped = system.stop(actor);
        clock.advance(TEN_SECONDS);
        Waiting.reply(stopped);
        theirs.open();

        assertReply(ask).isEqualTo("answer");
        gate.open();
    }

    @Test
    void aTurnThatForwardsOwesNoReply() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        other.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<String> ask = actor.ask(forward(other, Script.reply(context -> "answer")));
        settle(actor);

        assertThat(ask).isNotDone();
        gate.open();

        assertReply(ask).isEqualTo("answer");
    }

    @Test
    void anOpenTurnMayForward() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<String> ask = actor.ask(Script.async((request, context) ->
                stage.thenRun(() -> context.forward(other, Script.reply(inner -> inner.name())))));

        stage.complete("now");

        assertReply(ask).isEqualTo("other");
    }

    @Test
    void theOtherOneOwesTheReply() {
        ActorRef<Script<?>> other = spawn("other");

        assertFailure(spawn("actor").ask(forward(other, Script.run(context -> {}))))
                .isInstanceOf(NoReplyException.class)
                .hasMessageContaining(other.path().toString());
    }

    /** What the first actor has promised is the second one's to keep. */
    @Test
    void theOtherOneOwesTheReplyThatTheActorHadPromised() {
        ActorRef<Script<?>> other = spawn("other");

        CompletableFuture<Object> ask = spawn("actor").ask(Script.async((request, context) -> {
            context.replyTo(request);
            context.forward(other, Script.run(inner -> {}));
            return null;
        }));

        assertFailure(ask).isInstanceOf(NoReplyException.class);
    }

    private record Quiet() implements Request<Void> {}

    @Test
    void aRequestWithoutAReplyIsAnsweredByTheOtherOnesTurn() {
        Gate gate = new Gate();
        ActorRef<Object> other = system.spawn("other", Behaviors.stateful(0, (count, message, context) -> {
            gate.pass();
            return count;
        }));
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (count, message, context) -> {
            context.forward(other, message);
            return count;
        }));

        CompletableFuture<Void> ask = actor.ask(new Quiet());
        gate.awaitReached();
        await().during(Duration.ofMillis(30)).until(() -> !ask.isDone());
        gate.open();

        assertReply(ask).isNull();
    }

    @Test
    void anActorThatHasStoppedRefuses() {
        ActorRef<Script<?>> other = spawn("other");
        system.stopAndWait(other);
        ActorRef<Script<?>> actor = spawn("actor");

        assertFailure(actor.ask(forward(other, keep())))
                .isInstanceOf(ActorStoppedException.class)
                .hasMessageContaining(other.path().toString());
        actor.tell(forward(other, keep()));
        settle(actor);

        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(2);
    }

    @Test
    void anActorThatStopsBeforeItsTurnFailsTheAsk() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = spawn("other");
        other.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<Object> ask = actor.ask(forward(other, keep()));
        settle(actor);

        CompletableFuture<Void> stopped = system.stop(other);
        gate.open();
        Waiting.reply(stopped);

        assertFailure(ask)
                .isInstanceOf(ActorStoppedException.class)
                .hasMessageContaining(other.path().toString());
    }

    @Test
    void aFullMailboxRefuses() {
        Gate gate = new Gate();
        ActorRef<Script<?>> other = system.spawn("other", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        other.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        other.tell(Script.run(context -> {}));
        ActorRef<Script<?>> actor = spawn("actor");

        assertFailure(actor.ask(forward(other, keep())))
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining(other.path().toString());
        actor.tell(forward(other, keep()));
        settle(actor);

        assertThat(system.deadLetters(Reason.FULL)).isEqualTo(2);
        gate.open();
    }

    @Test
    void aMessageOutsideTheProtocolIsTheForwardersException() {
        ActorRef<Object> mistyped = mistyped();
        for (boolean asked : new boolean[] {true, false}) {
            ActorRef<Script<?>> actor = resuming("actor-" + asked);
            Script<Object> forwarding = Script.async((request, context) -> {
                probe.saw(catchThrowable(() -> context.forward(mistyped, 42)));
                context.replyTo(request).reply("did it otherwise");
                return null;
            });
            if (asked) {
                assertReply(actor.ask(forwarding)).isEqualTo("did it otherwise");
            } else {
                actor.tell(forwarding);
            }

            assertThat(probe.next()).isInstanceOf(UnhandledMessageException.class);
        }
        assertThat(system.deadLetters(Reason.UNHANDLED)).isEqualTo(2);
    }

    @Test
    void aMessageOutsideTheProtocolThatNobodyCatchesIsTheAskersExceptionAndACrash() {
        ActorRef<Object> mistyped = mistyped();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            probe.saw("crashed");
            return Directive.RESUME;
        }));

        assertFailure(actor.ask(Script.run(context -> context.forward(mistyped, 42))))
                .isInstanceOf(UnhandledMessageException.class);

        probe.expect("crashed");
    }

    private ActorRef<Object> mistyped() {
        ActorRef<Script<?>> parent = spawn("parent");
        system.spawn(parent, "strings", Behaviors.stateless(String.class, (message, context) -> {}));
        return system.child(parent, "strings");
    }

    @Test
    void whatTheOtherOneDoesNotTakeIsUnhandled() {
        ActorRef<Script<?>> other = spawn("other");

        assertFailure(spawn("actor").ask(forward(other, Script.run(context -> context.unhandled()))))
                .isInstanceOf(UnhandledMessageException.class)
                .hasMessageContaining(other.path().toString());
    }

    @Test
    void nobodyAnswersAtOnce() {
        ActorRef<Script<?>> actor = spawn("actor");

        assertFailure(actor.ask(forward(ActorRef.nobody(), keep()))).isInstanceOf(ActorStoppedException.class);
        actor.tell(forward(ActorRef.nobody(), keep()));
        settle(actor);
    }

    @Test
    void itGoesToWhomeverTheReferenceMeans() {
        ActorRef<Script<?>> parent = spawn("parent");
        system.spawn(parent, "child", Script.syncActor());
        ActorRef<Script<?>> byName = system.child(parent, "child");
        ActorRef<String> adapted = parent.adapt(word -> Script.run(context -> probe.saw(word)));
        ActorRef<Script<?>> actor = spawn("actor");

        assertReply(actor.<String>ask(forward(byName, Script.reply(context -> context.name()))))
                .isEqualTo("child");
        actor.tell(Script.run(context -> context.forward(adapted, "word")));

        probe.expect("word");
    }

    @Test
    void itGoesToAnotherSystemToo() {
        try (TestSystem there = TestSystem.on(engine).open()) {
            ActorRef<Script<?>> other = there.spawn("other", Script.syncActor());

            assertReply(spawn("actor").<String>ask(forward(other, Script.reply(context -> "from there"))))
                    .isEqualTo("from there");
        }
    }

    @Test
    void aStashedAskMayBeForwardedLater() {
        List<Object> turns = new ArrayList<>();
        ActorRef<Script<?>> other = spawn("other");
        ActorRef<Script<?>> actor = spawn("actor");
        CompletableFuture<String> ask = actor.ask(Script.async((request, context) -> {
            turns.add(request);
            if (turns.size() == 1) {
                context.stash().add();
            } else {
                context.forward(other, Script.reply(inner -> inner.name()));
            }
            return null;
        }));
        settle(actor);

        in(actor, context -> context.stash().unstashAll());

        assertReply(ask).isEqualTo("other");
    }

    @Test
    void aForwardedAskMayBeStashed() {
        List<Object> turns = new ArrayList<>();
        ActorRef<Script<?>> other = spawn("other");
        CompletableFuture<String> ask = spawn("actor").ask(forward(other, new Script<String>((request, context) -> {
            turns.add(request);
            if (turns.size() == 1) {
                context.stash().add();
                probe.saw("stashed");
            } else {
                context.replyTo(request).reply("answer");
            }
            return null;
        })));
        probe.expect("stashed");

        in(other, context -> context.stash().unstashAll());

        assertReply(ask).isEqualTo("answer");
    }
}
