package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.mailbox.Mailboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 5: an ask that nobody will answer ends at once, and says why. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskRefusalTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private record Get() implements Request<Integer> {}

    private record Put(int value) implements Request<Void> {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    AskRefusalTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void failsAnAskOfAStoppedActor() {
        ActorRef<Script<?>> actor = actor();
        system.stopAndWait(actor);

        assertStopped(actor.ask(Script.reply(context -> 1), LONG), actor);
        assertStopped(actor.<Integer>ask(replyTo -> Script.run(context -> {}), LONG), actor);
    }

    @Test
    void failsAnAskOfAnActorThatNeverLived() {
        ActorRef<Script<?>> child = system.child(actor(), "child");

        assertStopped(child.ask(Script.reply(context -> 1), LONG), child);
    }

    @Test
    void failsTheAsksThatWaitWhenTheirActorStops() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.actor());
        List<CompletableFuture<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(actor.ask(Script.reply(context -> 1), LONG));
            waiting.add(actor.<Integer>ask(replyTo -> Script.run(context -> replyTo.tell(1)), LONG));
        }

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();

        waiting.forEach(ask -> assertStopped(ask, actor));
        Waiting.reply(stopped);
    }

    @Test
    void failsTheAsksThatWaitWhenTheirActorCrashes() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.syncActor());
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        CompletableFuture<Integer> waiting = actor.ask(Script.reply(context -> 1), LONG);
        gate.open();

        assertStopped(waiting, actor);
    }

    /** nact: a pending query is not failed early, it waits for its timeout. */
    @Test
    void failsTheAskInHandWhenTheActorStopsBeforeItHasAnswered() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<Integer> ask = actor.ask(
                new Script<>((request, context) -> {
                    context.replyTo(request);
                    probe.saw("taken over");
                    return null;
                }),
                LONG);
        probe.expect("taken over");

        system.stopAndWait(actor);

        assertStopped(ask, actor);
    }

    /** Whoever the message was passed on to may still answer: that cannot be seen from here. */
    @Test
    void keepsAnAskOpenWhoseReferenceOutlivesTheActor() {
        ActorRef<Script<?>> actor = actor();
        AtomicReference<ActorRef<Integer>> passedOn = new AtomicReference<>();
        CompletableFuture<Integer> ask = actor.ask(
                replyTo -> Script.run(context -> {
                    passedOn.set(replyTo);
                    probe.saw("handled");
                }),
                LONG);
        probe.expect("handled");

        system.stopAndWait(actor);
        passedOn.get().tell(5);

        assertReply(ask).isEqualTo(5);
    }

    @Test
    void failsAnAskOfAFullMailbox() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = busyActor(gate, Script.actor().mailbox(Mailboxes.bounded(1)));
        CompletableFuture<Integer> waiting = actor.ask(Script.reply(context -> 1), LONG);

        CompletableFuture<Integer> refused = actor.ask(Script.reply(context -> 2), LONG);
        CompletableFuture<Integer> refusedToo = actor.ask(replyTo -> Script.run(context -> replyTo.tell(3)), LONG);

        assertFailure(refused).isInstanceOf(MailboxFullException.class).hasMessageContaining("actor");
        assertFailure(refusedToo).isInstanceOf(MailboxFullException.class);
        gate.open();
        assertReply(waiting).isEqualTo(1);
    }

    @Test
    void failsAForeignRequestAndLeavesTheActorUntouched() {
        ActorRef<Put> actor = system.spawn("actor", Behaviors.stateful(Put.class, 0, (count, put, context) -> {
            probe.saw(count);
            return count + 1;
        }));

        assertFailure(actor.ask(new Get(), LONG))
                .isInstanceOf(UnhandledMessageException.class)
                .hasMessageContainingAll("Get", "actor");
        Waiting.reply(actor.ask(new Put(1)));

        probe.expect(0);
    }

    @Test
    void failsARequestThatTheHandlerDoesNotTake() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (state, message, context) -> {
            context.unhandled();
            return state;
        }));

        assertFailure(actor.ask(new Get(), LONG))
                .isInstanceOf(UnhandledMessageException.class)
                .hasMessageContainingAll("Get", "actor");
        assertFailure(actor.ask(new Put(1), LONG)).isInstanceOf(UnhandledMessageException.class);
    }

    @Test
    void failsAnAskWhoseTurnEndedWithoutAReply() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateful(0, (state, message, context) -> state));

        assertFailure(actor.ask(new Get(), LONG))
                .isInstanceOf(NoReplyException.class)
                .hasMessageContainingAll("Get", "actor");
    }

    @Test
    void failsAnAskWhoseStageEndedWithoutAReply() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        ActorRef<Object> actor = system.spawn("actor", Behaviors.statefulAsync(0, (state, message, context) -> stage));
        CompletableFuture<Integer> ask = actor.ask(new Get(), LONG);
        assertThat(ask).isNotDone();

        stage.complete(1);

        assertFailure(ask).isInstanceOf(NoReplyException.class);
    }

    @Test
    void failsAnAskWhoseStatelessTurnEndedWithoutAReply() {
        ActorRef<Object> actor = system.spawn("actor", Behaviors.stateless((message, context) -> {}));

        assertFailure(actor.ask(new Get(), LONG)).isInstanceOf(NoReplyException.class);
    }

    private void assertStopped(CompletableFuture<?> ask, ActorRef<?> actor) {
        assertFailure(ask)
                .isInstanceOf(ActorStoppedException.class)
                .hasMessageContaining(actor.path().toString());
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
}
