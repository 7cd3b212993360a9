package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Incarnation;
import io.nact.Request;
import io.nact.entity.EntityKinds;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter.Reason;
import io.nact.metrics.Counted;
import io.nact.metrics.Outcome;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a life waits for before its first message, and a turn that waits for one stage after another. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class PreparationTests {

    private record Say(String word) implements Request<String> {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    /** What each life waits for: the first ones fail or succeed as the test says. */
    private final Queue<CompletableFuture<String>> preparations = new ConcurrentLinkedQueue<>();

    PreparationTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private CompletableFuture<String> preparation() {
        CompletableFuture<String> preparation = new CompletableFuture<>();
        preparations.add(preparation);
        return preparation;
    }

    private Behavior<Say> prepared() {
        return Behaviors.incarnated(Say.class, context -> new Prepared());
    }

    private final class Prepared implements Incarnation<Say> {

        private String greeting = "unprepared";

        @Override
        public CompletionStage<?> prepare(ActorContext<Say> context) {
            probe.saw("preparing");
            return preparations.remove();
        }

        @Override
        public CompletionStage<?> receive(Say message, ActorContext<Say> context) {
            probe.saw(message.word());
            context.replyTo(message).reply(greeting + " " + message.word());
            return null;
        }

        @Override
        public CompletionStage<?> resumed(Object value, Throwable failure, ActorContext<Say> context) throws Exception {
            Incarnation.super.resumed(value, failure, context);
            greeting = (String) value;
            probe.saw("prepared");
            return null;
        }

        @Override
        public void stopped(ActorContext<Say> context) {
            probe.saw("stopped");
        }
    }

    @Test
    void theMailboxWaitsAndKeepsItsOrder() {
        CompletableFuture<String> preparation = preparation();
        ActorRef<Say> actor = system.spawn("actor", prepared());
        actor.tell(new Say("first"));
        CompletableFuture<String> second = actor.ask(new Say("second"));

        probe.expect("preparing");
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.actors().depth(actor)).isEqualTo(2);
        preparation.complete("hello");

        assertReply(second).isEqualTo("hello second");
        probe.expect("prepared", "first", "second");
    }

    @Test
    void theLifeBeginsWithTheFirstMessageAndNotBefore() {
        system.actors().events().subscribe(ActorEvent.Started.class, started -> probe.saw("started"));
        CompletableFuture<String> preparation = preparation();
        system.spawn("actor", prepared());

        probe.expect("preparing");
        assertThat(probe.soFar()).isEmpty();
        preparation.complete("hello");

        probe.expect("prepared", "started");
    }

    @Test
    void itIsNoMessageAndIsNotCountedAsOne() {
        CompletableFuture<String> preparation = preparation();
        ActorRef<Say> actor = system.spawn("actor", prepared());
        CompletableFuture<String> reply = actor.ask(new Say("word"));
        preparation.complete("hello");
        assertReply(reply).isEqualTo("hello word");

        assertThat(system.type("actor").messages()).isEqualTo(Map.of(new Counted.Messages("Say", Outcome.HANDLED), 1L));
    }

    @Test
    void aFailureIsAFailedStartWhichKeepsTheMailbox() {
        CompletableFuture<String> bad = preparation();
        CompletableFuture<String> good = preparation();
        ActorRef<Say> actor = system.spawn("actor", prepared().onCrash(crash -> {
            probe.saw(crash.message() + ": " + crash.cause().getMessage());
            return Directive.RESET;
        }));
        CompletableFuture<String> reply = actor.ask(new Say("word"));
        probe.expect("preparing");

        bad.completeExceptionally(new IllegalStateException("not yet"));
        probe.expect("null: not yet", "preparing");
        good.complete("hello");

        assertReply(reply).isEqualTo("hello word");
    }

    @Test
    void aLifeThatHasNotBegunCannotBeResumed() {
        CompletableFuture<String> bad = preparation();
        ActorRef<Say> actor = system.spawn("actor", prepared().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        CompletableFuture<String> reply = actor.ask(new Say("word"));

        bad.completeExceptionally(new IllegalStateException("never"));

        assertFailure(reply).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void resetsWithoutAWaitEndInAStop() {
        for (int i = 0; i < 50; i++) {
            preparation().completeExceptionally(new IllegalStateException("never"));
        }
        ActorRef<Say> actor = system.spawn("actor", prepared().onCrash(SupervisionPolicy.always(Directive.RESET)));

        assertFailure(actor.ask(new Say("word"))).isInstanceOf(ActorStoppedException.class);
        assertThat(preparations).hasSizeGreaterThan(30);
    }

    @Test
    void anEntityThatFailsToPrepareTellsItsAskerAndTriesAgainWithTheNextMessage() {
        Entities<Say> entities = EntityKinds.register(system.actors(), "entity", prepared(), Duration.ofHours(1));
        preparation().completeExceptionally(new IllegalStateException("not yet"));
        assertFailure(entities.get("1").ask(new Say("word"))).hasMessage("not yet");

        preparation().complete("hello");

        assertReply(entities.get("1").ask(new Say("again"))).isEqualTo("hello again");
    }

    @Test
    void aStopDoesNotWaitForIt() {
        CompletableFuture<String> preparation = preparation();
        ActorRef<Say> actor = system.spawn("actor", prepared());
        actor.tell(new Say("late"));
        probe.expect("preparing");
        assertReply(system.stop(actor)).isNull();
        preparation.complete("hello");

        probe.expect("stopped");
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.STOPPED)).isEqualTo(1);
    }

    @Test
    void theNextBehaviorPreparesInTheTurnThatLedToIt() {
        CompletableFuture<String> preparation = preparation();
        ActorRef<Say> actor = system.spawn("actor", Behaviors.receive(Say.class, (message, context) -> {
            context.replyTo(message).reply("first");
            return prepared();
        }));
        actor.tell(new Say("become"));
        CompletableFuture<String> reply = actor.ask(new Say("word"));
        probe.expect("preparing");
        assertThat(reply).isNotDone();

        preparation.complete("hello");

        assertReply(reply).isEqualTo("hello word");
    }

    @Test
    void aTurnGoesOnFromStageToStage() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        ActorRef<Say> actor = system.spawn("actor", Behaviors.incarnated(Say.class, context -> new Incarnation<Say>() {

            private Say inHand;

            @Override
            public CompletionStage<?> receive(Say message, ActorContext<Say> context) {
                inHand = message;
                return first;
            }

            @Override
            public CompletionStage<?> resumed(Object value, Throwable failure, ActorContext<Say> context) {
                probe.saw(value);
                if (value.equals("one")) {
                    return second;
                }
                context.replyTo(inHand).reply("done");
                return null;
            }
        }));
        CompletableFuture<String> reply = actor.ask(new Say("word"));
        actor.tell(new Say("next"));

        first.complete("one");
        probe.expect("one");
        assertThat(reply).isNotDone();
        second.complete("two");

        assertReply(reply).isEqualTo("done");
        probe.expect("two", "one", "two");
    }
}
