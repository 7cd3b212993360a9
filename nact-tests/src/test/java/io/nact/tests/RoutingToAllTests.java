package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.testkit.ManualTime;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.event.DeadLetter.Reason;
import io.nact.router.Routers;
import io.nact.router.Routing;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that go to every routee. */
class RoutingToAllTests {

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Probe<Object> probe = new Probe<>();

    static List<Routing<Script<?>>> toAll() {
        return List.of(Routing.broadcast(), Routing.scatterGatherFirst());
    }

    private ActorRef<Script<?>> pool(int size, Routing<Script<?>> routing) {
        return system.spawn("router", Routers.pool(size, Script.actor().exceptionsAreReplies(), routing));
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void whatIsToldReachesAll(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(3, routing);

        router.tell(Script.run(context -> probe.saw(context.name())));

        probe.expectInAnyOrder("1", "2", "3");
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void theFirstReplyIsTheAnswer(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(3, routing);
        Gate gate = new Gate();

        CompletableFuture<String> ask = router.ask(Script.reply(context -> {
            if (!context.name().equals("2")) {
                gate.pass();
            }
            return context.name();
        }));

        assertReply(ask).isEqualTo("2");
        gate.open();
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void aFailureIsNoAnswerWhileAnotherMayReply(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(3, routing);
        Gate gate = new Gate();
        CompletableFuture<String> ask = router.ask(Script.reply(context -> {
            if (context.name().equals("3")) {
                gate.pass();
                return "late but well";
            }
            probe.saw("failed");
            throw new IllegalStateException("on purpose");
        }));
        probe.expect("failed", "failed");

        gate.open();

        assertReply(ask).isEqualTo("late but well");
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void whenAllFailTheAnswerIsWhatOneOfThemFailedWith(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(3, routing);

        CompletableFuture<String> ask = router.ask(Script.reply(context -> {
            throw new IllegalStateException("on purpose, by " + context.name());
        }));

        assertFailure(ask).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("on purpose, by ");
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void theAskersTimeHolds(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(2, routing);
        CompletableFuture<Object> never = new CompletableFuture<>();
        CompletableFuture<Object> ask = router.ask(
                Script.async((request, context) -> {
                    context.replyTo(request);
                    probe.saw("promised");
                    return never;
                }),
                Duration.ofSeconds(1));
        probe.expect("promised", "promised");

        clock.advance(Duration.ofSeconds(2));

        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        never.complete("too late");
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void theEndOfTheRouterIsTheAnswerAtOnce(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(2, routing);
        CompletableFuture<Object> ask = router.ask(Script.async((request, context) -> {
            context.replyTo(request);
            probe.saw("promised");
            return null;
        }));
        probe.expect("promised", "promised");

        system.stopAndWait(router);

        assertFailure(ask).isInstanceOf(ActorStoppedException.class);
    }

    @ParameterizedTest
    @MethodSource("toAll")
    void aMessageWithItsOwnReferenceIsToldToAll(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(2, routing);

        CompletableFuture<String> ask = router.ask(replyTo -> Script.run(context -> {
            replyTo.tell("somebody");
            probe.saw(context.name());
        }));

        assertReply(ask).isEqualTo("somebody");
        probe.expectInAnyOrder("1", "2");
    }

    /** Also of a request that nobody waits for. */
    @ParameterizedTest
    @MethodSource("toAll")
    void whatIsToldIsHandledByAllAlthoughOneHasReplied(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(2, routing);
        Gate gate = new Gate();
        system.<Script<?>>child(router, "2").tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        router.tell(Script.reply(context -> {
            probe.saw(context.name());
            return "nobody waits for it";
        }));

        probe.expect("1");
        assertReply(system.<Script<?>>child(router, "1").ask(Script.reply(context -> "next turn")))
                .isEqualTo("next turn");
        gate.open();
        probe.expect("2");
    }

    @Test
    void aBroadcastIsHandledByAllWhoeverRepliesFirst() {
        assertThat(handledBehindAGate(Routing.broadcast())).containsExactly("1", "2", "end");
        assertThat(system.deadLetters(Reason.CANCELLED)).isZero();
    }

    @Test
    void whoHasNotBegunNeedNotHandleWhatAnotherHasAnswered() {
        assertThat(handledBehindAGate(Routing.scatterGatherFirst())).containsExactly("1", "end");
        assertThat(system.deadLetters(Reason.CANCELLED)).isOne();
    }

    /** Who handles a request that the second routee only comes to when the first one has answered it. */
    private List<Object> handledBehindAGate(Routing<Script<?>> routing) {
        ActorRef<Script<?>> router = pool(2, routing);
        ActorRef<Script<?>> second = system.child(router, "2");
        Gate gate = new Gate();
        second.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        Script<String> request = Script.reply(context -> {
            probe.saw(context.name());
            return context.name();
        });

        assertReply(router.ask(request)).isEqualTo("1");
        gate.open();
        assertReply(second.ask(Script.reply(context -> "done"))).isEqualTo("done");
        probe.saw("end");
        return probe.soFar();
    }
}
