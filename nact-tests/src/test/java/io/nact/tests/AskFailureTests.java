package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 5: an ask ends with the handler's own exception. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskFailureTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private record GetTo(ActorRef<Integer> replyTo) {}

    @RegisterExtension
    final TestSystem system;

    AskFailureTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    static List<Throwable> causes() {
        return List.of(
                new IllegalStateException("unchecked, on purpose"),
                new IOException("checked, on purpose"),
                new AssertionError("an error, on purpose"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isTheAskersAsItWasThrown(Throwable cause) {
        CompletableFuture<Object> reply = actor().ask(Script.run(context -> sneakyThrow(cause)));

        assertFailure(reply).isSameAs(cause);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isTheAskersAsTheStageFailedWithIt(Throwable cause) {
        CompletableFuture<Object> reply =
                actor().ask(Script.async((request, context) -> CompletableFuture.failedFuture(cause)));

        assertFailure(reply).isSameAs(cause);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void isTheAskersWithoutWhatAChainOfStagesWrapsIt(Throwable cause) {
        CompletableFuture<Object> reply = actor().ask(Script.async((request, context) ->
                CompletableFuture.failedFuture(cause).thenApply(x -> x).thenApply(x -> x)));

        assertFailure(reply).isSameAs(cause);
    }

    @Test
    void isTheAskersWhoPutAReferenceInTheMessage() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<GetTo> actor = system.spawn("actor", Behaviors.stateless((get, context) -> {
            throw cause;
        }));

        assertFailure(actor.<Integer>ask(GetTo::new, LONG)).isSameAs(cause);
    }

    @Test
    void isNoStopToTheAskerWhoseMessageLedToIt() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        ActorRef<Script<?>> actor =
                system.spawn("actor", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.STOP)));

        assertFailure(actor.ask(Script.run(context -> sneakyThrow(cause)))).isSameAs(cause);
    }

    @Test
    void leavesTheAsksThatWaitToTheNextLife() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor =
                busyActor(gate, Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET)));
        CompletableFuture<Object> crash = actor.ask(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        CompletableFuture<String> next = actor.ask(Script.reply(context -> "answered"));
        gate.open();

        assertFailure(crash).isInstanceOf(IllegalStateException.class);
        assertReply(next).isEqualTo("answered");
    }

    @Test
    void thatTookTheReplyOverFailsTheAskToo() {
        IllegalStateException cause = new IllegalStateException("on purpose");
        CompletableFuture<Object> reply = actor().ask(new Script<>((request, context) -> {
            context.replyTo(request);
            throw cause;
        }));

        assertFailure(reply).isSameAs(cause);
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

    @SuppressWarnings("unchecked") // the compiler is to believe that it is unchecked
    private static <T extends Throwable> void sneakyThrow(Throwable cause) throws T {
        throw (T) cause;
    }
}
