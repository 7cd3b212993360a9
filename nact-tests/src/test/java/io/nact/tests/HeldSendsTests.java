package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.HeldSends;
import io.nact.Incarnation;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a turn sends may be held back, and then goes out in order or not at all. */
class HeldSendsTests {

    @RegisterExtension
    final TestSystem system = TestSystem.create();

    @RegisterExtension
    final TestSystem other = TestSystem.create();

    private final Probe<Object> probe = new Probe<>();

    private ActorRef<Object> target() {
        return system.spawn("target", probe.behavior());
    }

    private ActorRef<Script<?>> actor() {
        return system.spawn("actor", Script.actor());
    }

    /** An actor that holds what its scripts send until the stage has completed. */
    private ActorRef<Script<?>> holder(CompletableFuture<?> stage) {
        Class<Script<?>> type = typeOf(Script.class);
        return system.spawn("holder", Behaviors.incarnated(type, context -> new Holder(stage, context)));
    }

    @SuppressWarnings("unchecked") // the class of a generic type
    private static <T> Class<T> typeOf(Class<?> raw) {
        return (Class<T>) raw;
    }

    private static final class Holder implements Incarnation<Script<?>> {

        private final CompletableFuture<?> stage;

        private final HeldSends held;

        Holder(CompletableFuture<?> stage, ActorContext<Script<?>> context) {
            this.stage = stage;
            this.held = context.holdSends("send it later");
        }

        @Override
        public CompletionStage<?> receive(Script<?> script, ActorContext<Script<?>> context) throws Exception {
            held.during(() -> Script.follow(script, context));
            return stage;
        }

        @Override
        public CompletionStage<?> resumed(Object value, Throwable failure, ActorContext<Script<?>> context)
                throws Exception {
            if (failure == null) {
                held.release();
            } else {
                held.drop();
            }
            return Incarnation.super.resumed(value, failure, context);
        }
    }

    private static Script<Object> replying(Script.Step step) {
        return new Script<>((request, context) -> {
            step.run(context);
            context.replyTo(request).reply("done");
            return null;
        });
    }

    private void assertRefused(ActorRef<Script<?>> actor, ActorRef<Object> target, Refused refused) {
        Script.in(actor, context -> {
            HeldSends held = context.holdSends("send it later");
            ThrowingCallable holding = () -> held.during(() -> refused.run(context));
            assertThatIllegalStateException()
                    .isThrownBy(holding)
                    .withMessageContaining(context.path() + " cannot ")
                    .withMessageEndingWith("held back until it counts: send it later");
        });
        Script.settle(actor);
        assertThat(probe.soFar()).isEmpty();
    }

    private interface Refused {

        void run(ActorContext<Script<?>> context);
    }

    @Test
    void whatIsToldWaitsForTheReleaseAndKeepsItsOrder() {
        ActorRef<Object> target = target();
        ActorRef<Object> elsewhere = other.spawn("elsewhere", probe.behavior());
        CompletableFuture<String> stage = new CompletableFuture<>();
        holder(stage).tell(Script.run(context -> {
            target.tell("first");
            target.afterCommit().tell("second");
            target.adapt(number -> "number " + number).tell(3);
            probe.saw("handled");
            elsewhere.tell("elsewhere");
        }));

        probe.expect("handled");
        assertThat(probe.soFar()).isEmpty();
        stage.complete("stored");
        probe.expectInAnyOrder("first", "second", "number 3", "elsewhere");
    }

    @Test
    void theOrderOfWhatOneReceiverGetsIsThatOfTheCalls() {
        ActorRef<Object> target = target();
        holder(CompletableFuture.completedFuture(1)).tell(Script.run(context -> {
            for (int i = 1; i <= 4; i++) {
                target.tell(i);
            }
        }));

        probe.expect(1, 2, 3, 4);
    }

    @Test
    void aReplyWaitsToo() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Object> reply = holder(stage).ask(replying(context -> probe.saw("handled")));

        probe.expect("handled");
        assertThat(reply).isNotDone();
        stage.complete("stored");
        assertReply(reply).isEqualTo("done");
    }

    @Test
    void ofADroppedTurnNothingGoesOutAndTheAskerLearnsWhy() {
        ActorRef<Object> target = target();
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<Object> reply = holder(stage).ask(replying(context -> target.tell("never")));

        stage.completeExceptionally(new IllegalStateException("not stored"));

        assertFailure(reply).hasMessage("not stored");
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.DROPPED)).isZero();
    }

    @Test
    void aMessageOutsideTheProtocolIsRefusedAtOnce() {
        ActorRef<Object> numbers =
                castToObject(system.spawn("numbers", Behaviors.stateless(Integer.class, (message, context) -> {})));
        ActorRef<Script<?>> actor = actor();

        Script.in(actor, context -> {
            HeldSends held = context.holdSends("send it later");
            assertThatThrownBy(() -> held.during(() -> numbers.tell("a word")))
                    .isInstanceOf(UnhandledMessageException.class);
        });
    }

    @SuppressWarnings("unchecked") // the test sends what it does not take
    private static ActorRef<Object> castToObject(ActorRef<?> ref) {
        return (ActorRef<Object>) ref;
    }

    @Test
    void whatIsPublishedWaits() {
        system.actors().events().subscribe(String.class, probe::saw);
        CompletableFuture<String> stage = new CompletableFuture<>();
        holder(stage).tell(Script.run(context -> {
            context.system().events().publish("news");
            probe.saw("handled");
        }));

        probe.expect("handled");
        assertThat(probe.soFar()).isEmpty();
        stage.complete("stored");
        probe.expect("news");
    }

    @Test
    void whatNeedsAnAnswerAtOnceIsRefused() {
        ActorRef<Object> target = target();
        ActorRef<Script<?>> actor = actor();

        assertRefused(actor, target, context -> target.tryTell("no"));
        assertRefused(actor, target, context -> target.offer("no"));
        assertRefused(actor, target, context -> target.ask(replyTo -> "no"));
        assertRefused(actor, target, context -> actor.ask(Script.reply(any -> "no")));
        assertRefused(actor, target, context -> context.spawn("child", probe.behavior()));
        assertRefused(actor, target, context -> context.spawn(probe.behavior()));
        assertRefused(actor, target, context -> context.child("child", probe::behavior));
        assertRefused(actor, target, context -> context.system().spawn("top", probe.behavior()));
    }

    @Test
    void whatTheThreadSendsAfterwardsIsNotHeld() {
        ActorRef<Object> target = target();
        ActorRef<Script<?>> actor = actor();

        Script.in(actor, context -> {
            HeldSends held = context.holdSends("send it later");
            held.during(() -> target.tell("held"));
            target.tell("at once");
        });

        probe.expect("at once");
        Script.settle(actor);
        assertThat(probe.soFar()).isEmpty();
    }

    @Test
    void ofWhatIsReleasedOneFailureKeepsNothingElseBack() {
        ActorRef<Object> target = target();
        ActorRef<Script<?>> actor = actor();

        Script.in(actor, context -> {
            HeldSends held = context.holdSends("send it later");
            held.add(() -> {
                throw new IllegalStateException("on purpose");
            });
            held.during(() -> target.tell("all the same"));
            assertThatIllegalStateException().isThrownBy(held::release).withMessage("on purpose");
            held.release();
        });

        probe.expect("all the same");
        Script.settle(actor);
        assertThat(probe.soFar()).isEmpty();
    }
}
