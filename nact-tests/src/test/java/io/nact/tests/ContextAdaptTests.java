package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A reference for others' messages, of which the actor makes its own in its turn. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class ContextAdaptTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    ContextAdaptTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.syncActor());
    }

    /** The actor's reference that takes these. */
    private static <A> ActorRef<A> adapter(
            ActorRef<Script<?>> actor, Function<? super A, ? extends Script<?>> function) {
        return Waiting.reply(actor.ask(Script.reply(context -> context.<A>adapt(function))));
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    @Test
    void messagesAreTranslated() {
        ActorRef<Integer> numbers = adapter(actor(), number -> say(number + 1));

        numbers.tell(1);
        assertThat(numbers.tryTell(2)).isTrue();
        assertThat(numbers.offer(3)).isCompleted();

        probe.expect(2, 3, 4);
    }

    @Test
    void theFunctionRunsInTheActorsTurnAndMayTouchItsState() {
        ActorRef<Object> actor = system.spawn(
                "actor",
                new Object() {
                    private ActorRef<String> words;

                    private int count;

                    Behavior<Object> behavior() {
                        return Behaviors.stateful(0, (state, message, context) -> {
                            if (words == null) {
                                words = context.adapt(word -> word + " " + ++count);
                            }
                            if (message instanceof CompletableFuture<?>) {
                                @SuppressWarnings("unchecked") // the test sends no others
                                CompletableFuture<ActorRef<String>> asked =
                                        (CompletableFuture<ActorRef<String>>) message;
                                asked.complete(words);
                            } else {
                                probe.saw(message);
                            }
                            count += 10;
                            return state;
                        });
                    }
                }.behavior());
        CompletableFuture<ActorRef<String>> adapter = new CompletableFuture<>();
        actor.tell(adapter);
        ActorRef<String> words = Waiting.reply(adapter);

        words.tell("a");
        words.tell("b");

        probe.expect("a 11", "b 22");
    }

    @Test
    void theFunctionRunsOneAtATimeWithTheTurns() {
        AtomicBoolean inside = new AtomicBoolean();
        int[] seen = new int[1];
        ActorRef<Script<?>> actor = actor();
        ActorRef<Integer> numbers = adapter(actor, number -> {
            if (inside.getAndSet(true)) {
                probe.saw("two at once");
            }
            seen[0]++;
            inside.set(false);
            return Script.run(context -> {
                if (inside.getAndSet(true)) {
                    probe.saw("two at once");
                }
                seen[0]++;
                inside.set(false);
            });
        });

        IntStream.range(0, 4)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 1_000).forEach(numbers::tell), task -> new Thread(task).start()))
                .toList()
                .forEach(Waiting::reply);

        assertReply(actor.ask(Script.reply(context -> seen[0]))).isEqualTo(8_000);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void theOrderOfOneSenderHoldsOverBothReferences() {
        ActorRef<Script<?>> actor = actor();
        ActorRef<Integer> numbers = adapter(actor, this::say);

        for (int i = 0; i < 100; i++) {
            actor.tell(say("own " + i));
            numbers.tell(i);
        }

        for (int i = 0; i < 100; i++) {
            probe.expect("own " + i, i);
        }
    }

    @Test
    void itsPathIsOneBelowTheActors() {
        ActorRef<Script<?>> actor = actor();
        ActorRef<Integer> numbers = adapter(actor, this::say);

        assertThat(numbers.path().parent()).contains(actor.path());
        assertThat(numbers.name()).isEqualTo(numbers.path().name());
        assertThat(system.actors().find(numbers.path())).as("no actor").isEmpty();
        assertReply(actor.ask(Script.reply(context -> context.children().size())))
                .isEqualTo(0);
    }

    @Test
    void whatTheFunctionThrowsIsACrashWithTheMessageThatWasSent() {
        List<Crash> crashes = new ArrayList<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            crashes.add(crash);
            probe.saw("crashed");
            return Directive.RESUME;
        }));
        IllegalStateException failure = new IllegalStateException("on purpose");
        ActorRef<Integer> numbers = adapter(actor, number -> {
            throw failure;
        });

        numbers.tell(42);

        probe.expect("crashed");
        assertThat(crashes.get(0).cause()).isSameAs(failure);
        assertThat(crashes.get(0).message()).isEqualTo(42);
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void nothingIsNoMessageButACrash() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().onCrash(crash -> {
            probe.saw(crash.cause().getClass());
            return Directive.RESUME;
        }));

        adapter(actor, number -> null).tell(42);

        probe.expect(NullPointerException.class);
    }

    private record Question(String text, ActorRef<String> replyTo) {}

    @Test
    void itMayBeAskedWithAReferenceForTheReply() {
        ActorRef<Script<?>> actor = actor();
        ActorRef<Question> questions = adapter(
                actor, question -> Script.run(context -> question.replyTo().tell(question.text() + "!")));

        assertReply(questions.<String>ask(replyTo -> new Question("hello", replyTo)))
                .isEqualTo("hello!");
    }

    @Test
    void whoeverAsksGetsWhatTheFunctionThrows() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        IllegalStateException failure = new IllegalStateException("on purpose");
        ActorRef<Question> questions = adapter(actor, question -> {
            throw failure;
        });

        assertFailure(questions.<String>ask(replyTo -> new Question("hello", replyTo)))
                .isSameAs(failure);
    }

    private record Foreign(String text) implements Request<String> {}

    private record Own(String text) implements Request<String> {}

    /** The request in hand is the one that the function has made. */
    @Test
    void aRequestIsAnsweredByTheAnswerToWhatTheFunctionMakesOfIt() {
        CompletableFuture<ActorRef<Foreign>> adapter = new CompletableFuture<>();
        system.spawn("actor", Behaviors.setup(Own.class, context -> {
            adapter.complete(context.adapt(foreign -> new Own(foreign.text())));
            return Behaviors.stateful(0, (count, own, inner) -> {
                inner.replyTo(own).reply(own.text() + "!");
                return count + 1;
            });
        }));
        ActorRef<Foreign> foreign = Waiting.reply(adapter);

        assertReply(foreign.ask(new Foreign("hello"))).isEqualTo("hello!");
        assertThat(foreign.call(new Foreign("again"))).isEqualTo("again!");
    }

    private record QuietForeign() implements Request<Void> {}

    private record QuietOwn() implements Request<Void> {}

    @Test
    void aRequestWithoutAReplyIsAnsweredByTheEndOfItsTurn() {
        CompletableFuture<ActorRef<QuietForeign>> adapter = new CompletableFuture<>();
        system.spawn("actor", Behaviors.setup(QuietOwn.class, context -> {
            adapter.complete(context.adapt(foreign -> new QuietOwn()));
            return Behaviors.stateful(0, (count, own, inner) -> count + 1);
        }));

        assertReply(Waiting.reply(adapter).ask(new QuietForeign())).isNull();
    }

    @Test
    void whatItMakesMayBeStashedAndIsMadeOnce() {
        AtomicBoolean stashed = new AtomicBoolean();
        ActorRef<Script<?>> actor = actor();
        ActorRef<String> words = adapter(actor, word -> {
            probe.saw("made of " + word);
            return Script.run(context -> {
                if (!stashed.getAndSet(true)) {
                    context.stash().add();
                } else {
                    probe.saw("handled " + word);
                }
            });
        });
        words.tell("word");
        probe.expect("made of word");

        Script.in(actor, context -> context.stash().unstashAll());

        probe.expect("handled word");
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void whatIsOutsideTheProtocolIsUnhandled() {
        CompletableFuture<ActorRef<Object>> adapter = new CompletableFuture<>();
        ActorRef<String> actor = system.spawn("actor", Behaviors.setup(String.class, context -> {
            adapter.complete(mistyped(context));
            return Behaviors.stateful(0, (count, message, inner) -> {
                probe.saw(message);
                return count + 1;
            });
        }));
        ActorRef<Object> anything = Waiting.reply(adapter);

        anything.tell(42);
        assertFailure(anything.<String>ask(replyTo -> 43)).isInstanceOf(UnhandledMessageException.class);
        actor.tell("no crash");

        probe.expect("no crash");
        assertThat(system.deadLetters(Reason.UNHANDLED)).isEqualTo(2);
    }

    @SuppressWarnings("unchecked") // wrong on purpose
    private static ActorRef<Object> mistyped(ActorContext<String> context) {
        return context.adapt((Function<Object, String>) (Function<?, ?>) Function.identity());
    }

    @Test
    void itIsAsFullAndAsStoppedAsItsActor() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        ActorRef<String> words = adapter(actor, this::say);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        words.tell("waits");
        assertThat(words.tryTell("refused")).isFalse();
        words.tell("dropped");
        assertFailure(words.<String>ask(replyTo -> "refused")).isInstanceOf(MailboxFullException.class);
        gate.open();
        probe.expect("waits");
        system.stopAndWait(actor);
        words.tell("late");
        assertFailure(words.<String>ask(replyTo -> "late too")).isInstanceOf(ActorStoppedException.class);

        assertThat(system.deadLetters(Reason.FULL)).isEqualTo(2);
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(2);
        assertThat(system.actors().recentDeadLetters())
                .extracting(DeadLetter::message)
                .containsExactly("dropped", "refused", "late", "late too");
    }

    @Test
    void whatWaitsWhenTheActorStopsIsUndeliveredAsItWasSent() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn(
                "actor", Script.syncActor().afterStop((state, context) -> probe.saw(context.undelivered())));
        ActorRef<String> words = adapter(actor, this::say);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        words.tell("waits");

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();
        Waiting.reply(stopped);

        probe.expect(List.of("waits"));
    }

    @Test
    void itServesTheNextLifeToo() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        ActorRef<String> words = adapter(actor, this::say);
        Script.crash(actor);

        words.tell("after the reset");

        probe.expect("after the reset");
    }

    @Test
    void anyThreadMayUseItAndItMayBeAdaptedAgain() {
        ActorRef<Script<?>> actor = actor();
        ActorRef<String> words = adapter(actor, this::say);
        ActorRef<Integer> numbers = words.adapt("x"::repeat);

        numbers.tell(3);

        probe.expect("xxx");
    }

    @Test
    void anOtherActorMayPublishToItWithoutKnowingWhoItIs() {
        ActorRef<ActorRef<String>> publisher =
                system.spawn("publisher", Behaviors.stateless((subscriber, context) -> subscriber.tell("published")));
        ActorRef<Script<?>> actor = actor();

        publisher.tell(adapter(actor, this::say));

        probe.expect("published");
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void aFunctionMustBeGiven() {
        ActorRef<Script<?>> actor = actor();

        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> actor.call(Script.run(context -> context.adapt(null))));
        await().until(() -> system.actors().find(actor.path()).isEmpty());
    }
}
