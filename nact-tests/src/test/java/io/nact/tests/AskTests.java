package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 5: an ask ends with the first reply, whoever gives it and whenever. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private record Get() implements Request<Integer> {}

    private record Put(int value) implements Request<Void> {}

    private record GetTo(ActorRef<Integer> replyTo) {}

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    AskTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    @Test
    void answersTheAsk() {
        assertReply(actor().ask(Script.reply(context -> "hello"))).isEqualTo("hello");
    }

    @Test
    void mayBeNull() {
        assertReply(actor().ask(Script.reply(context -> null))).isNull();
    }

    @Test
    void isTheRepliersObjectItself() {
        Object reply = new Object();

        assertReply(actor().ask(Script.reply(context -> reply))).isSameAs(reply);
    }

    @Test
    void comesFromTheStateBeforeTheAskAndNotFromTheOneAfter() {
        ActorRef<Object> counter = system.spawn("counter", Behaviors.stateful(0, (count, message, context) -> {
            if (message instanceof Get get) {
                context.replyTo(get).reply(count);
            }
            return count + 1;
        }));

        for (int i = 0; i < 5; i++) {
            assertReply(counter.ask(new Get())).isEqualTo(i);
        }
    }

    @Test
    void mayComeFromAReferenceInTheMessage() {
        ActorRef<GetTo> actor = system.spawn(
                "actor", Behaviors.stateless((get, context) -> get.replyTo().tell(42)));

        assertReply(actor.<Integer>ask(GetTo::new)).isEqualTo(42);
        assertReply(actor.<Integer>ask(GetTo::new, LONG)).isEqualTo(42);
    }

    @Test
    void mayComeFromAnotherActorThatGotTheReference() {
        ActorRef<GetTo> second = system.spawn(
                "second", Behaviors.stateless((get, context) -> get.replyTo().tell(42)));
        ActorRef<GetTo> first = system.spawn("first", Behaviors.stateless((get, context) -> second.tell(get)));

        assertReply(first.<Integer>ask(GetTo::new)).isEqualTo(42);
    }

    @Test
    void mayComeFromAnotherActorThoughTheOneThatWasAskedHasStopped() {
        Gate gate = new Gate();
        ActorRef<GetTo> second = system.spawn("second", Behaviors.stateless((get, context) -> {
            gate.pass();
            get.replyTo().tell(42);
        }));
        ActorRef<GetTo> first = system.spawn("first", Behaviors.stateless((get, context) -> second.tell(get)));
        CompletableFuture<Integer> ask = first.ask(GetTo::new);
        gate.awaitReached();

        system.stopAndWait(first);
        gate.open();

        assertReply(ask).isEqualTo(42);
    }

    @Test
    void mayComeLaterFromAnotherThread() {
        ActorRef<Script<?>> actor = actor();
        CompletableFuture<ReplyRef<String>> kept = new CompletableFuture<>();
        CompletableFuture<String> reply = actor.ask(new Script<>((request, context) -> {
            kept.complete(context.replyTo(request));
            return null;
        }));
        ReplyRef<String> replyTo = Waiting.reply(kept);
        assertReply(actor.ask(Script.reply(context -> "the actor goes on"))).isNotNull();
        assertThat(reply).isNotDone();
        assertThat(replyTo.isAwaited()).isTrue();

        replyTo.reply("late");

        assertReply(reply).isEqualTo("late");
        assertThat(replyTo.isAwaited()).isFalse();
    }

    @Test
    void mayBeAFailure() {
        Exception cause = new IOException("the reply is a failure");
        CompletableFuture<Object> reply = actor().ask(new Script<>((request, context) -> {
            context.replyTo(request).fail(cause);
            return null;
        }));

        assertFailure(reply).isSameAs(cause);
    }

    @Test
    void isTheFirstOneAndLaterOnesAreIgnored() {
        CompletableFuture<String> reply = actor().ask(new Script<>((request, context) -> {
            context.replyTo(request).reply("first");
            context.replyTo(request).reply("second");
            context.replyTo(request).fail(new IOException("third"));
            throw new IllegalStateException("fourth, on purpose");
        }));

        assertReply(reply).isEqualTo("first");
    }

    @Test
    void isTheFirstMessageToTheReferenceInTheMessageAndLaterOnesAreIgnored() {
        ActorRef<GetTo> actor = system.spawn("actor", Behaviors.stateless((get, context) -> {
            get.replyTo().tell(1);
            get.replyTo().tell(2);
            probe.saw(get.replyTo().tryTell(3));
        }));

        assertReply(actor.<Integer>ask(GetTo::new)).isEqualTo(1);
        probe.expect(false);
    }

    @Test
    void toAMessageThatWasToldGoesNowhere() {
        ActorRef<Script<?>> actor = actor();
        actor.tell(new Script<String>((request, context) -> {
            ReplyRef<String> replyTo = context.replyTo(request);
            probe.saw(replyTo.isAwaited());
            replyTo.reply("nobody listens");
            return null;
        }));

        probe.expect(false);
        assertReply(actor.ask(Script.reply(context -> "unharmed"))).isEqualTo("unharmed");
    }

    @Test
    void cannotBeForAnotherRequestThanTheOneInHand() {
        Script<String> other = Script.reply(context -> "other");
        CompletableFuture<String> reply = actor().ask(Script.reply(context -> {
            assertThatIllegalStateException().isThrownBy(() -> context.replyTo(other));
            return "checked";
        }));

        assertReply(reply).isEqualTo("checked");
    }

    @Test
    void isThereOnceTheHandlerOfARequestForNothingHasEnded() {
        Gate gate = new Gate();
        ActorRef<Put> actor = system.spawn("actor", Behaviors.stateful(Put.class, 0, (state, put, context) -> {
            gate.pass();
            return put.value();
        }));

        CompletableFuture<Void> handled = actor.ask(new Put(1));

        gate.awaitReached();
        assertThat(handled).isNotDone();
        gate.open();
        assertReply(handled).isNull();
    }

    @Test
    void isThereOnceTheStageOfARequestForNothingHasEnded() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        ActorRef<Put> actor = system.spawn("actor", Behaviors.statefulAsync(Put.class, 0, (state, put, context) -> {
            probe.saw("begun");
            return stage;
        }));

        CompletableFuture<Void> handled = actor.ask(new Put(1));

        probe.expect("begun");
        assertThat(handled).isNotDone();
        stage.complete(1);
        assertReply(handled).isNull();
    }

    @Test
    void isThereOnceAStatelessHandlerOfARequestForNothingHasEnded() {
        ActorRef<Put> actor = system.spawn("actor", Behaviors.stateless(Put.class, (put, context) -> {}));

        assertReply(actor.ask(new Put(1))).isNull();
    }

    @Test
    void toARequestForNothingMayBeTakenOverAndComeLater() {
        AtomicReference<ReplyRef<Void>> kept = new AtomicReference<>();
        ActorRef<Put> actor = system.spawn("actor", Behaviors.stateful(Put.class, 0, (state, put, context) -> {
            kept.set(context.replyTo(put));
            probe.saw("taken over");
            return state;
        }));

        CompletableFuture<Void> handled = actor.ask(new Put(1));
        probe.expect("taken over");
        system.stopAndWait(system.spawn("another", probe.behavior()));
        assertThat(handled).isNotDone();
        kept.get().reply(null);

        assertReply(handled).isNull();
    }

    @Test
    void anAskBeforeTheSystemStartsIsAnsweredAfterwards() {
        try (TestSystem later = TestSystem.create().notStarted().open()) {
            ActorRef<Script<?>> actor = later.spawn("actor", Script.actor());
            CompletableFuture<String> ask = actor.ask(Script.reply(context -> "answered"));
            assertThat(ask).isNotDone();

            later.actors().start();

            assertReply(ask).isEqualTo("answered");
        }
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }
}
