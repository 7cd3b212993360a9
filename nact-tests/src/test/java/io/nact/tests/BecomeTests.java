package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** An actor whose handler says how the next message is handled. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class BecomeTests {

    private record Word(String text) implements Request<String> {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    BecomeTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private static final SupervisionPolicy RESUME = SupervisionPolicy.always(Directive.RESUME);

    private static final SupervisionPolicy RESET = SupervisionPolicy.always(Directive.RESET);

    /**
     * Says under which name it handles each message, and goes on as the message says: "same", "stopped", "unhandled",
     * "null", "crash", or under another name.
     */
    private Behavior<Word> named(String name) {
        return Behaviors.receive(Word.class, (word, context) -> {
                    probe.saw(name + " " + word.text());
                    switch (word.text()) {
                        case "same":
                            context.replyTo(word).reply(name);
                            return Behaviors.same();
                        case "stopped":
                            return Behaviors.stopped();
                        case "unhandled":
                            return Behaviors.unhandled();
                        case "crash":
                            throw new IllegalStateException("on purpose");
                        case "null":
                            return nothing();
                        default:
                            context.replyTo(word).reply(name);
                            return named(word.text());
                    }
                })
                .afterStop(context -> probe.saw(name + " ended"));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // that is what is tried
    private static <T> T nothing() {
        return null;
    }

    @Test
    void theNextMessageIsHandledAsTheHandlerSays() {
        ActorRef<Word> actor = system.spawn("actor", named("first"));

        actor.tell(new Word("second"));
        actor.tell(new Word("third"));
        actor.tell(new Word("same"));
        actor.tell(new Word("same"));

        probe.expect("first second", "second third", "third same", "third same");
    }

    @Test
    void itAnswersAsAnyOther() {
        ActorRef<Word> actor = system.spawn("actor", named("first"));

        assertReply(actor.ask(new Word("second"))).isEqualTo("first");
        assertReply(actor.ask(new Word("same"))).isEqualTo("second");
    }

    @Test
    void whatWaitsIsHandledByTheNextOne() {
        Gate gate = new Gate();
        ActorRef<String> actor = system.spawn("actor", Behaviors.receive((message, context) -> {
            gate.pass();
            return Behaviors.receive((next, inner) -> {
                probe.saw("second " + next);
                return Behaviors.same();
            });
        }));
        actor.tell("become");
        gate.awaitReached();
        actor.tell("waits");

        gate.open();

        probe.expect("second waits");
    }

    @Test
    void aStateMayBeKeptInTheBehaviours() {
        ActorRef<Integer> actor = system.spawn("actor", adding(0));

        for (int i = 1; i <= 100; i++) {
            actor.tell(i);
        }

        assertThat(probe.next(100)).last().isEqualTo(5_050);
    }

    private Behavior<Integer> adding(int sum) {
        return Behaviors.receive((number, context) -> {
            probe.saw(sum + number);
            return adding(sum + number);
        });
    }

    @Test
    void anActorThatIsStoppedByItsHandlerEndsAfterTheTurn() {
        Gate gate = new Gate();
        ActorRef<Word> actor = system.spawn("actor", named("first"));
        ActorRef<Word> held = system.spawn("held", Behaviors.receive((word, context) -> {
            gate.pass();
            return Behaviors.stopped();
        }));
        CompletableFuture<String> unanswered = actor.ask(new Word("stopped"));

        probe.expect("first stopped", "first ended");
        assertFailure(unanswered).isInstanceOf(NoReplyException.class);
        await().until(() -> system.actors().find(actor.path()).isEmpty());
        held.tell(new Word("stop"));
        gate.awaitReached();
        held.tell(new Word("waits"));
        CompletableFuture<String> ask = held.ask(new Word("waits too"));
        gate.open();

        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        await().until(() -> system.deadLetters(Reason.STOPPED) == 2);
    }

    @Test
    void aStopRunsTheLastActionOfThePresentOne() {
        ActorRef<Word> actor = system.spawn("actor", named("first"));
        actor.tell(new Word("second"));
        actor.tell(new Word("stopped"));

        probe.expect("first second", "second stopped", "second ended");

        ActorRef<Word> other = system.spawn("other", named("first"));
        assertReply(other.ask(new Word("second"))).isEqualTo("first");
        system.stopAndWait(other);
        probe.expect("first second", "second ended");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aMessageThatItDoesNotTakeIsADeadLetterAndNoCrash() {
        ActorRef<Word> actor = system.spawn("actor", named("first"));
        assertReply(actor.ask(new Word("second"))).isEqualTo("first");

        assertFailure(actor.ask(new Word("unhandled"))).isInstanceOf(UnhandledMessageException.class);
        actor.tell(new Word("unhandled"));

        assertReply(actor.ask(new Word("same"))).isEqualTo("second");
        assertThat(system.deadLetters(Reason.UNHANDLED)).isEqualTo(2);
    }

    @Test
    void noBehaviourIsACrash() {
        ActorRef<Word> actor = system.spawn("actor", named("first").onCrash(RESUME));
        assertReply(actor.ask(new Word("second"))).isEqualTo("first");

        assertFailure(actor.ask(new Word("null")))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("Behaviors.same()");

        assertReply(actor.ask(new Word("same"))).isEqualTo("second");
    }

    @Test
    void aCrashChangesNothing() {
        ActorRef<Word> actor = system.spawn("actor", named("first").onCrash(RESUME));
        assertReply(actor.ask(new Word("second"))).isEqualTo("first");

        assertFailure(actor.ask(new Word("crash"))).hasMessage("on purpose");

        assertReply(actor.ask(new Word("same"))).isEqualTo("second");
    }

    @Test
    void aResetBeginsWithTheFirstOneAgain() {
        ActorRef<Word> actor = system.spawn("actor", named("first").onCrash(RESET));
        assertReply(actor.ask(new Word("second"))).isEqualTo("first");
        assertReply(actor.ask(new Word("third"))).isEqualTo("second");
        actor.tell(new Word("crash"));

        assertReply(actor.ask(new Word("same"))).isEqualTo("first");

        probe.expect("first second", "second third", "third crash", "first same");
    }

    @Test
    void twoActorsOfOneBehaviourBecomeEachForItself() {
        Behavior<Word> behavior = named("first");
        ActorRef<Word> one = system.spawn("one", behavior);
        ActorRef<Word> other = system.spawn("other", behavior);
        assertReply(one.ask(new Word("second"))).isEqualTo("first");

        assertReply(other.ask(new Word("same"))).isEqualTo("first");
        assertReply(one.ask(new Word("same"))).isEqualTo("second");
    }

    /** The words about everything but the handling of messages are those that the actor was spawned with. */
    @Test
    void mailboxPolicyAndProtocolAreOfTheFirstOne() {
        Gate gate = new Gate();
        Behavior<Word> second = Behaviors.<Word>receive((word, context) -> {
                    gate.pass();
                    throw new IllegalStateException("on purpose");
                })
                .mailbox(Mailboxes.bounded(1))
                .onCrash(SupervisionPolicy.always(Directive.STOP));
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.receive(Word.class, (word, context) -> {
                            context.replyTo(word).reply("first");
                            return second;
                        })
                        .onCrash(RESET));
        assertReply(actor.ask(new Word("become"))).isEqualTo("first");
        actor.tell(new Word("crash"));
        gate.awaitReached();
        for (int i = 0; i < 10; i++) {
            assertThat(actor.tryTell(new Word("fits"))).isTrue();
        }
        gate.open();

        assertReply(actor.ask(new Word("after the crash"))).isIn("first");
    }

    @Test
    void itMayGoOnAsABehaviourOfAnotherKind() {
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.<Word>receive((first, context) -> Behaviors.<Integer, Word>stateful(
                                        10, (count, word, inner) -> {
                                            if (word.text().equals("crash")) {
                                                throw new IllegalStateException("on purpose");
                                            }
                                            inner.replyTo(word).reply("stateful " + count);
                                            return count + 1;
                                        })
                                .afterStop((count, last) -> probe.saw("stateful ended with " + count)))
                        .onCrash(RESUME)
                        .afterStop(context -> probe.saw("the first ended")));
        actor.tell(new Word("become"));

        assertReply(actor.ask(new Word("a"))).isEqualTo("stateful 10");
        assertFailure(actor.ask(new Word("crash"))).hasMessage("on purpose");
        assertReply(actor.ask(new Word("b"))).isEqualTo("stateful 11");
        system.stopAndWait(actor);

        probe.expect("stateful ended with 12");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void itMayGoOnAsAnAsynchronousBehaviour() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.receive((first, context) ->
                        Behaviors.<String, Word>statefulAsync("initial", (state, word, inner) -> {
                            probe.saw(word.text() + " in " + state);
                            return stage;
                        })));
        actor.tell(new Word("become"));
        actor.tell(new Word("a"));
        actor.tell(new Word("b"));
        probe.expect("a in initial");

        stage.complete("next");

        probe.expect("b in next");
    }

    @Test
    void itMayGoOnAsOneThatIsSetUp() {
        AtomicInteger made = new AtomicInteger();
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.receive((first, context) -> Behaviors.setup(inner -> {
                    made.incrementAndGet();
                    inner.spawn("child", probe.behavior()).tell("from the child");
                    return named("set up");
                })));
        actor.tell(new Word("become"));
        probe.expect("from the child");

        assertReply(actor.ask(new Word("same"))).isEqualTo("set up");
        assertReply(actor.ask(new Word("third"))).isEqualTo("set up");
        assertReply(actor.ask(new Word("same"))).isEqualTo("third");
        assertThat(made).hasValue(1);
    }

    @Test
    void aSetUpThatFailsInATurnIsACrashOfThatTurn() {
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.<Word>receive((word, context) -> {
                            if (word.text().equals("fail")) {
                                return Behaviors.setup(inner -> {
                                    throw new IllegalStateException("on purpose");
                                });
                            }
                            context.replyTo(word).reply("first");
                            return Behaviors.same();
                        })
                        .onCrash(RESUME));

        assertFailure(actor.ask(new Word("fail"))).hasMessage("on purpose");

        assertReply(actor.ask(new Word("again"))).isEqualTo("first");
    }

    @Test
    void aSetUpRunsAtEachStart() {
        AtomicInteger lives = new AtomicInteger();
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.<Word>setup(context -> {
                            probe.saw("life " + lives.incrementAndGet() + " with "
                                    + context.children().size() + " children");
                            context.spawn("child", probe.behavior());
                            return named("first");
                        })
                        .onCrash(RESET)
                        .afterStop(context -> probe.saw("the outer ended")));
        probe.expect("life 1 with 0 children");
        actor.tell(new Word("second"));
        actor.tell(new Word("crash"));
        probe.expect("first second", "second crash", "life 2 with 0 children");

        assertReply(actor.ask(new Word("same"))).isEqualTo("first");
        probe.expect("first same");
        system.stopAndWait(actor);
        probe.expect("first ended", "the outer ended");
    }

    @Test
    void aSetUpThatFailsIsAFailedStart() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.<Word>setup(context -> {
                            if (starts.incrementAndGet() < 3) {
                                throw new IllegalStateException("on purpose");
                            }
                            return named("first");
                        })
                        .onCrash(RESET));

        assertReply(actor.ask(new Word("same"))).isEqualTo("first");
        assertThat(starts).hasValue(3);
    }

    @Test
    void aSetUpThatMakesNothingIsAFailedStart() {
        ActorRef<Word> actor = system.spawn(
                "actor", Behaviors.<Word>setup(context -> nothing()).onCrash(crash -> {
                    probe.saw(crash.cause().getClass());
                    return Directive.STOP;
                }));

        probe.expect(NullPointerException.class);
        await().until(() -> system.actors().find(actor.path()).isEmpty());
    }

    @Test
    void aSetUpMayStopTheActorAtOnce() {
        ActorRef<Word> actor = system.spawn(
                "actor",
                Behaviors.setup(Word.class, context -> Behaviors.<Word>stopped())
                        .afterStop(context -> probe.saw("ended")));

        probe.expect("ended");
        await().until(() -> system.actors().find(actor.path()).isEmpty());
    }

    @Test
    void aSetUpCannotGoOnAsWhatIsNotThere() {
        for (Behavior<Word> word : List.of(Behaviors.<Word>same(), Behaviors.<Word>unhandled())) {
            system.spawn(Behaviors.<Word>setup(context -> word).onCrash(crash -> {
                probe.saw(crash.cause());
                return Directive.STOP;
            }));

            assertThat((Throwable) probe.next())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Behaviors.");
        }
    }

    @Test
    void aProtocolOfASetUpIsChecked() {
        ActorRef<Object> parent = system.spawn("parent", Behaviors.stateless((message, context) -> {}));
        system.spawn(parent, "actor", Behaviors.setup(Word.class, context -> named("first")));
        ActorRef<Object> mistyped = system.child(parent, "actor");

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> mistyped.tell(42));
    }

    @Test
    void theWordsAboutThePresentOneHaveNoWithers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Behaviors.<Word>same().onCrash(RESET))
                .withMessageContaining("same()");
        assertThatIllegalStateException()
                .isThrownBy(() -> Behaviors.<Word>stopped().afterStop(context -> {}))
                .withMessageContaining("stopped()");
    }

    @Test
    void aMessageMayBeStashedUntilTheActorHasBecomeWhatHandlesIt() {
        Behavior<Word> open = Behaviors.receive((word, context) -> {
            context.replyTo(word).reply("open");
            return Behaviors.same();
        });
        ActorRef<Word> actor = system.spawn("actor", Behaviors.receive((word, context) -> {
            if (!word.text().equals("open")) {
                context.stash().add();
                probe.saw("stashed");
                return Behaviors.same();
            }
            context.stash().unstashAll();
            return open;
        }));
        CompletableFuture<String> ask = actor.ask(new Word("early"));
        probe.expect("stashed");

        actor.tell(new Word("open"));

        assertReply(ask).isEqualTo("open");
    }
}
