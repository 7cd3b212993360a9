package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class MessagingTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    MessagingTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void anActorHandlesWhatItIsTold() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());

        actor.tell("hello");

        probe.expect("hello");
    }

    @Test
    void theNextStateIsWhatTheHandlerReturned() {
        ActorRef<Integer> sum = system.spawn("sum", Behaviors.stateful(Integer.class, 0, (state, number, context) -> {
            probe.saw(state + number);
            return state + number;
        }));

        IntStream.rangeClosed(1, 4).forEach(sum::tell);

        probe.expect(1, 3, 6, 10);
    }

    @Test
    void theNextStateIsWhatTheHandlersStageEndedWith() {
        ActorRef<Integer> sum =
                system.spawn("sum", Behaviors.statefulAsync(Integer.class, 0, (state, number, context) -> {
                    probe.saw(state + number);
                    return CompletableFuture.supplyAsync(() -> state + number);
                }));

        IntStream.rangeClosed(1, 4).forEach(sum::tell);

        probe.expect(1, 3, 6, 10);
    }

    @Test
    void theMessageIsTheSendersObjectItself() {
        Object message = new Object();
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());

        actor.tell(message);

        assertThat(probe.next()).isSameAs(message);
    }

    /** nact: never runs the receiver synchronously, not even for the first message. */
    @Test
    void aTellNeverRunsTheReceiverOnTheSendersThread() {
        ActorRef<Object> actor =
                system.spawn("actor", Behaviors.stateless((message, context) -> probe.saw(Thread.currentThread())));

        actor.tell("first");
        actor.tell("second");

        assertThat(probe.next(2))
                .doesNotContain(Thread.currentThread())
                .allSatisfy(thread -> assertThat(((Thread) thread).getName()).startsWith(system.threadPrefix()));
    }

    @Test
    void aTellReturnsWhileTheReceiverIsBusy() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        for (int i = 0; i < 1_000; i++) {
            actor.tell(Script.run(context -> probe.saw("handled")));
        }

        assertThat(probe.soFar()).isEmpty();
        gate.open();
        assertThat(probe.next(1_000)).containsOnly("handled");
    }

    @Test
    void actorsTellEachOther() {
        record Ping(int count, ActorRef<Ping> replyTo) {}
        Behavior<Ping> player = Behaviors.stateless(Ping.class, (ping, context) -> {
            if (ping.count() == 0) {
                probe.saw("over");
            } else {
                ping.replyTo().tell(new Ping(ping.count() - 1, context.self()));
            }
        });
        ActorRef<Ping> one = system.spawn("one", player);
        ActorRef<Ping> other = system.spawn("other", player);

        one.tell(new Ping(10_000, other));

        probe.expect("over");
    }

    @Test
    void manyActorsAreServedByFewThreads() {
        List<ActorRef<Object>> actors = IntStream.range(0, 5_000)
                .mapToObj(i -> system.spawn("actor-" + i, probe.behavior()))
                .toList();

        actors.forEach(actor -> actor.tell("hello"));

        assertThat(probe.next(actors.size())).containsOnly("hello");
    }

    @Test
    void aTellToAStoppedActorIsADeadLetterAndNoConcernOfTheSender() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        system.stopAndWait(actor);

        actor.tell("too late");

        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertThat(probe.soFar()).isEmpty();
    }

    /** nact: identity is the path, not the incarnation. */
    @Test
    void aRefReachesTheNextActorOfItsName() {
        ActorRef<Object> ref = system.spawn("actor", Behaviors.stateless((message, context) -> probe.saw("first")));
        system.stopAndWait(ref);
        system.spawn("actor", Behaviors.stateless((message, context) -> probe.saw("second")));

        ref.tell("hello");

        probe.expect("second");
    }

    @Test
    void aRefByNameReachesAnActorThatIsSpawnedLater() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Object> child = system.child(parent, "child");
        child.tell("too early");
        system.spawn(parent, "child", probe.behavior());

        child.tell("hello");

        probe.expect("hello");
        assertThat(system.deadLetters(Reason.STOPPED)).isOne();
        assertThat(child.path()).isEqualTo(system.path("parent", "child"));
    }

    @Test
    void refsToTheSameNameAreEqual() {
        ActorRef<Object> parent = system.spawn("parent", probe.behavior());
        ActorRef<Object> child = system.spawn(parent, "child", probe.behavior());
        ActorRef<Object> sibling = system.spawn(parent, "sibling", probe.behavior());

        assertThat((Object) system.child(parent, "child")).isEqualTo(child).hasSameHashCodeAs(child);
        assertThat((Object) child).isNotEqualTo(sibling);
        assertThat(child.toString()).contains(child.path().toString());
    }

    @Test
    void aTryTellSaysWhetherTheMailboxTookTheMessage() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(1)));
        assertThat(actor.tryTell(Script.run(context -> gate.pass()))).isTrue();
        gate.awaitReached();

        assertThat(actor.tryTell(Script.run(context -> probe.saw("waited")))).isTrue();
        assertThat(actor.tryTell(Script.run(context -> probe.saw("refused")))).isFalse();
        gate.open();
        probe.expect("waited");
        system.stopAndWait(actor);
        assertThat(actor.tryTell(Script.run(context -> probe.saw("too late")))).isFalse();

        assertThat(system.deadLetters(Reason.FULL))
                .as("what was not taken is still the caller's")
                .isZero();
        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void aTellToAFullMailboxIsADeadLetterAndNoConcernOfTheSender() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(2)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        for (int i = 0; i < 5; i++) {
            int number = i;
            actor.tell(Script.run(context -> probe.saw(number)));
        }
        gate.open();

        probe.expect(0, 1);
        assertThat(system.deadLetters(Reason.FULL)).isEqualTo(3);
        actor.tell(Script.run(context -> probe.saw("room again")));
        probe.expect("room again");
    }

    @Test
    void theMailboxOfTheSystemServesBehavioursThatNameNone() {
        try (TestSystem bounded = TestSystem.create()
                .with(options -> options.withMailbox(Mailboxes.bounded(1)))
                .open()) {
            Gate gate = new Gate();
            ActorRef<Script<?>> actor = bounded.spawn("actor", Script.actor());
            actor.tell(Script.run(context -> gate.pass()));
            gate.awaitReached();

            assertThat(actor.tryTell(Script.run(context -> {}))).isTrue();
            assertThat(actor.tryTell(Script.run(context -> {}))).isFalse();
            gate.open();
        }
    }

    @Test
    void aForeignMessageIsRefusedAtTheSendAndTheActorIsUntouched() {
        ActorRef<String> actor =
                system.spawn("actor", Behaviors.stateful(String.class, 0, (count, message, context) -> {
                    probe.saw(message + " " + count);
                    return count + 1;
                }));
        ActorRef<Object> mistyped = system.actors().child(root(), "actor");

        assertThatExceptionOfType(UnhandledMessageException.class)
                .isThrownBy(() -> mistyped.tell(42))
                .withMessageContainingAll("Integer", "actor");
        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> mistyped.tryTell(42));
        actor.tell("hello");

        probe.expect("hello 0");
    }

    @Test
    void aMessageThatIsNullIsRefusedAtTheSendAndTheActorIsUntouched() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());

        assertThatNullPointerException().isThrownBy(() -> actor.tell(null));
        assertThatNullPointerException().isThrownBy(() -> actor.tryTell(null));
        actor.tell("hello");

        probe.expect("hello");
    }

    @Test
    void whatIsToldBeforeTheSystemStartsWaitsInOrder() {
        try (TestSystem later = TestSystem.create().notStarted().open()) {
            ActorRef<Object> actor = later.spawn(
                    "actor",
                    Behaviors.<Integer, Object>statefulFrom(
                            context -> {
                                probe.saw("initial state");
                                return 0;
                            },
                            (count, message, context) -> {
                                probe.saw(message + " " + count);
                                return count + 1;
                            }));
            actor.tell("first");
            actor.tell("second");
            assertThat(later.actors().isRunning()).isFalse();
            await().during(Duration.ofMillis(50)).until(() -> probe.soFar().isEmpty());

            later.actors().start();
            later.actors().start();

            probe.expect("initial state", "first 0", "second 1");
            assertThat(later.actors().isRunning()).isTrue();
        }
    }

    @Test
    void nobodySwallowsWhatItIsToldAndAnswersAtOnceWhatItIsAsked() {
        record Anyone() implements Request<String> {}
        ActorRef<Object> nobody = ActorRef.nobody();

        nobody.tell("hello");
        assertThat(nobody.tryTell("hello")).isFalse();
        assertFailure(nobody.ask(new Anyone())).isInstanceOf(ActorStoppedException.class);
        assertFailure(nobody.<String>ask(replyTo -> "hello")).isInstanceOf(ActorStoppedException.class);
        assertThatExceptionOfType(ActorStoppedException.class).isThrownBy(() -> nobody.call(new Anyone()));

        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    /** The root of the tree, as an actor at the top knows it. */
    private ActorRef<?> root() {
        ActorRef<Script<?>> asker = system.spawn("asker", Script.actor());
        return Waiting.reply(asker.ask(Script.<ActorRef<?>>reply(context -> context.parent())));
    }
}
