package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Guarantee 3: what was told and nobody handled is counted, with the reason. */
class DeadLetterTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private ActorRef<Script<?>> busyActor(Gate gate) {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(3)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    private static Script<Object> nothing() {
        return Script.run(context -> {});
    }

    @ParameterizedTest
    @EnumSource
    void thereAreNoneAtFirst(Reason reason) {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        actor.tell("hello");
        probe.expect("hello");

        assertThat(system.deadLetters(reason)).isZero();
    }

    @Test
    void aMessageToAStoppedActorIsOne() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());
        system.stopAndWait(actor);

        actor.tell("one");
        actor.tell("two");

        expect(Reason.STOPPED, 2);
    }

    @Test
    void aMessageToANameUnderWhichNobodyLivesIsOne() {
        ActorRef<Object> actor = system.spawn("actor", probe.behavior());

        system.child(actor, "nobody").tell("hello");

        expect(Reason.STOPPED, 1);
    }

    @Test
    void whatWaitedWhenTheActorStoppedAreSome() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate);
        IntStream.range(0, 3).forEach(i -> actor.tell(nothing()));

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();

        Waiting.reply(stopped);
        expect(Reason.STOPPED, 3);
    }

    @Test
    void whatWaitedWhenTheActorCrashedAreSome() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();
        IntStream.range(0, 3).forEach(i -> actor.tell(nothing()));
        gate.open();

        await().until(() -> system.live() == 0);
        system.stopAndWait(actor);
        expect(Reason.STOPPED, 3);
    }

    @Test
    void whatAFullMailboxRefusedIsOne() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate);

        IntStream.range(0, 5).forEach(i -> actor.tell(nothing()));

        expect(Reason.FULL, 2);
        gate.open();
    }

    @Test
    void anAskThatExpiredInTheMailboxIsOne() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate);
        CompletableFuture<Object> ask = actor.ask(nothing(), Duration.ofMillis(50));
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        gate.open();

        assertReply(actor.ask(Script.reply(context -> "next"))).isEqualTo("next");
        expect(Reason.EXPIRED, 1);
    }

    @Test
    void anAskThatWasCancelledInTheMailboxIsOne() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate);
        actor.ask(nothing()).cancel(false);
        gate.open();

        assertReply(actor.ask(Script.reply(context -> "next"))).isEqualTo("next");
        expect(Reason.CANCELLED, 1);
    }

    @Test
    void whatTheHandlerDoesNotTakeIsOne() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> context.unhandled()));

        assertReply(actor.ask(Script.reply(context -> "no crash"))).isEqualTo("no crash");
        expect(Reason.UNHANDLED, 1);
    }

    @Test
    void anAskThatWasRefusedIsOneToo() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate);
        IntStream.range(0, 3).forEach(i -> actor.tell(nothing()));
        assertFailure(actor.ask(nothing())).isInstanceOf(MailboxFullException.class);
        gate.open();

        expect(Reason.FULL, 1);
    }

    @Test
    void aForeignMessageIsOne() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        system.spawn(parent, "actor", Behaviors.stateless(String.class, (message, context) -> {}));
        ActorRef<Object> mistyped = system.child(parent, "actor");

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> mistyped.tell(42));

        expect(Reason.UNHANDLED, 1);
    }

    @Test
    void aMessageThatCrashedItsActorIsNone() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        assertFailure(actor.ask(Script.run(context -> {
                    throw new IllegalStateException("on purpose");
                })))
                .isInstanceOf(IllegalStateException.class);
        await().until(() -> system.live() == 0);

        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(system.deadLetters(reason)).isZero());
    }

    @Test
    void aMessageToNobodyIsNone() {
        ActorRef.nobody().tell("hello");

        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(system.deadLetters(reason)).isZero());
    }

    /** Each message ends in exactly one way, whenever the actor stops. */
    @Test
    void handledAndDeadAreAllThatWereSent() {
        long before = 0;
        for (int round = 0; round < 100; round++) {
            AtomicInteger handled = new AtomicInteger();
            ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (count, message, context) -> {
                handled.incrementAndGet();
                return count + 1;
            }));
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                senders.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, 500).forEach(actor::tell), task -> new Thread(task).start()));
            }
            int wait = ThreadLocalRandom.current().nextInt(300);
            while (handled.get() < wait) {
                Thread.onSpinWait();
            }
            system.stopAndWait(actor);
            senders.forEach(Waiting::reply);

            long dead = system.deadLetters(Reason.STOPPED) - before;
            before = system.deadLetters(Reason.STOPPED);
            assertThat(handled.get() + dead).isEqualTo(1_000);
        }
    }

    private void expect(Reason expected, long count) {
        for (Reason reason : Reason.values()) {
            assertThat(system.deadLetters(reason)).as(reason.name()).isEqualTo(reason == expected ? count : 0);
        }
    }
}
