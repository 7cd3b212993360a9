package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stage ends with comes back as a message. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class PipeToSelfTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    private final CompletableFuture<String> stage = new CompletableFuture<>();

    PipeToSelfTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    /** Pipes the stage: its outcome becomes a message that the probe sees. */
    private Script<Object> pipe() {
        return Script.run(context -> {
            context.pipeToSelf(
                    stage, (value, failure) -> Script.run(inner -> probe.saw(failure == null ? value : failure)));
            probe.saw("piped");
        });
    }

    @Test
    void aValueComesBackAsAMessage() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(pipe());
        probe.expect("piped");

        stage.complete("value");

        probe.expect("value");
    }

    @Test
    void aFailureComesBackAsAMessageTooAndIsNoCrash() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        IllegalStateException cause = new IllegalStateException("on purpose");
        actor.tell(pipe());
        probe.expect("piped");

        stage.completeExceptionally(cause);

        probe.expect(cause);
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    @Test
    void aStageThatHasCompletedComesBackAfterTheTurn() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        stage.complete("value");

        actor.tell(pipe());

        probe.expect("piped", "value");
    }

    @Test
    void theActorTakesOtherMessagesMeanwhile() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(pipe());
        probe.expect("piped");

        assertReply(actor.ask(Script.reply(context -> "free"))).isEqualTo("free");
        stage.complete("value");

        probe.expect("value");
    }

    @Test
    void whatComesBackGoesBeforeWhatWaits() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(pipe());
        probe.expect("piped");
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        for (int i = 0; i < 5; i++) {
            int number = i;
            actor.tell(Script.run(context -> probe.saw(number)));
        }

        stage.complete("value");
        gate.open();

        probe.expect("value", 0, 1, 2, 3, 4);
    }

    @Test
    void whatComesBackIsNeverRefused() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor().mailbox(Mailboxes.bounded(1)));
        actor.tell(pipe());
        probe.expect("piped");
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.tell(Script.run(context -> probe.saw("waits")));
        assertThat(actor.tryTell(Script.run(context -> {}))).isFalse();

        stage.complete("value");
        gate.open();

        probe.expect("value", "waits");
    }

    @Test
    void whatComesBackAfterAResetIsDropped() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        actor.tell(pipe());
        probe.expect("piped");
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        assertReply(actor.ask(Script.reply(context -> "reset"))).isEqualTo("reset");

        stage.complete("from the life before");

        actor.tell(Script.run(context -> probe.saw("next")));
        probe.expect("next");
    }

    @Test
    void whatComesBackAfterAResumeIsHandled() {
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESUME)));
        actor.tell(pipe());
        probe.expect("piped");
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        assertReply(actor.ask(Script.reply(context -> "resumed"))).isEqualTo("resumed");

        stage.complete("value");

        probe.expect("value");
    }

    @Test
    void whatComesBackAfterAStopIsDroppedEvenIfTheNextActorHasTheName() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(pipe());
        probe.expect("piped");
        system.stopAndWait(actor);
        system.spawn("actor", Script.actor());

        stage.complete("from the actor before");

        actor.tell(Script.run(context -> probe.saw("next")));
        probe.expect("next");
    }

    @Test
    void manyComeBackOneAtATime() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        int count = 2_000;
        List<CompletableFuture<Integer>> stages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stages.add(new CompletableFuture<>());
        }
        AtomicBoolean inside = new AtomicBoolean();
        actor.tell(Script.run(context -> {
            for (CompletableFuture<Integer> each : stages) {
                context.pipeToSelf(
                        each,
                        (value, failure) -> Script.run(inner -> {
                            if (inside.getAndSet(true)) {
                                probe.saw("two at once");
                            }
                            probe.saw(value);
                            inside.set(false);
                        }));
            }
        }));

        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            new Thread(() -> {
                        for (int i = first; i < count; i += 4) {
                            stages.get(i).complete(i);
                        }
                    })
                    .start();
        }

        assertThat(probe.next(count)).doesNotHaveDuplicates().doesNotContain("two at once");
    }

    /** A loop of stages that are always ready goes before all messages, but not before what was answered. */
    @Test
    void aStageThatIsAlwaysReadyHoldsBackNoReplies() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());

        CompletableFuture<String> ask = actor.ask(new Script<>((request, context) -> {
            ReplyRef<String> replyTo = context.replyTo(request);
            again(context, replyTo);
            return null;
        }));

        assertReply(ask).isEqualTo("answered in the loop");
    }

    private static void again(ActorContext<Script<?>> context, ReplyRef<String> replyTo) {
        context.pipeToSelf(
                CompletableFuture.completedFuture(""),
                (value, failure) -> Script.run(inner -> {
                    replyTo.reply("answered in the loop");
                    again(inner, replyTo);
                }));
    }

    /** An idle actor with a stage under way is not kept by it, for its stage may never end. */
    @Test
    void aStageThatNeverEndsKeepsNobody() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.actor().shutdownAfter(Duration.ofMillis(20)).afterStop((state, context) -> probe.saw("ended")));
        actor.tell(pipe());

        probe.expect("piped", "ended");
    }

    @Test
    void aResultForAnActorThatHasEndedIsADeadLetter() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        CompletableFuture<String> stage = new CompletableFuture<>();
        actor.tell(Script.run(context -> {
            context.pipeToSelf(stage, (value, failure) -> Script.run(inner -> probe.saw("must not be handled")));
            probe.saw("piped");
        }));
        probe.expect("piped");
        system.stopAndWait(actor);

        stage.complete("late");

        await().until(() -> system.deadLetters(DeadLetter.Reason.STOPPED) == 1);
        assertThat(probe.soFar()).isEmpty();
    }
}
