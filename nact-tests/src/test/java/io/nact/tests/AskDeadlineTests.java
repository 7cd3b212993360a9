package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.testkit.ManualTime;
import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter;
import io.nact.event.DeadLetter.Reason;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Guarantee 6: whoever works for an asker has no more time than the asker, however the work goes on. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class AskDeadlineTests {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofHours(1);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system;

    /** What the asks that were made on the way came to. */
    private final Probe<Object> probe = new Probe<>();

    private final CompletableFuture<CompletableFuture<Integer>> nested = new CompletableFuture<>();

    AskDeadlineTests(Engines engine) {
        system = TestSystem.on(engine).with(clock);
    }

    @Test
    void anAskMadeInTheTurnHasNoMoreTime() {
        front().ask(Script.run(context -> asksBack()), SHORT);

        nestedAskEndsIn(SHORT);
    }

    @Test
    void anAskWithLessTimeKeepsIt() {
        ActorRef<Script<?>> back = back();
        front().ask(Script.run(context -> nested.complete(back.ask(neverAnswered(), Duration.ofSeconds(1)))), SHORT);

        nestedAskEndsIn(Duration.ofSeconds(1));
    }

    @Test
    void anAskMadeLaterInTheTurnHasOnlyWhatIsLeft() {
        Gate gate = new Gate();
        front().ask(
                        Script.run(context -> {
                            gate.pass();
                            asksBack();
                        }),
                        SHORT);
        gate.awaitReached();
        clock.advance(Duration.ofSeconds(1));
        gate.open();

        nestedAskEndsIn(Duration.ofSeconds(1));
    }

    @Test
    void aTurnThatATellBeganHasAllTheTimeOfTheWorld() {
        ActorRef<Script<?>> front = front();
        endsIn(front.ask(neverAnswered(), SHORT), SHORT);

        front.tell(Script.run(context -> asksBack()));

        nestedAskEndsIn(LONG);
    }

    @Test
    void whatIsChainedToAnAskOfTheTurnHasNoMoreTime() {
        chained(first -> first.thenAccept(n -> asksBack()));
    }

    @Test
    void whatIsChainedAndRunsLaterHasNoMoreTime() {
        chained(first -> first.thenAcceptAsync(n -> asksBack()));
    }

    @Test
    void whatIsChainedFurtherHasNoMoreTime() {
        chained(first -> first.thenApply(n -> n + 1)
                .thenApplyAsync(n -> n + 1)
                .handle((n, failure) -> n)
                .thenAccept(n -> asksBack()));
    }

    @Test
    void theSecondOfTwoAsksHasNoMoreTime() {
        chained(first -> first.thenCompose(n -> asksBack()));
    }

    @Test
    void theThirdOfThreeAsksHasNoMoreTime() {
        ActorRef<Script<?>> helper = system.spawn("another helper", Script.actor());
        chained(first -> first.thenComposeAsync(n -> helper.ask(Script.reply(context -> 1), LONG))
                .thenCompose(n -> asksBack()));
    }

    @Test
    void whatIsChainedToAFailureHasNoMoreTime() {
        ActorRef<Script<?>> helper = system.spawn("failing", Script.syncActor());
        front().ask(
                        Script.run(context -> helper.ask(Script.run(inner -> {
                                    throw new IllegalStateException("on purpose");
                                }))
                                .exceptionally(failure -> {
                                    asksBack();
                                    return null;
                                })),
                        SHORT);

        nestedAskEndsIn(SHORT);
    }

    /** A helper answers, and then something that is chained to that asks. */
    private void chained(Chain chain) {
        Gate gate = new Gate();
        ActorRef<Script<?>> helper = system.spawn("helper", Script.actor());
        front().ask(
                        Script.run(context -> chain.to(helper.ask(
                                Script.reply(inner -> {
                                    gate.pass();
                                    return 1;
                                }),
                                LONG))),
                        SHORT);
        gate.awaitReached();
        clock.advance(Duration.ofSeconds(1));
        gate.open();

        nestedAskEndsIn(Duration.ofSeconds(1));
    }

    private interface Chain {

        CompletableFuture<?> to(CompletableFuture<Integer> first);
    }

    @Test
    void whatIsChainedDoesNotLeaveItsDeadlineToWhateverTheThreadDoesNext() {
        ActorRef<Script<?>> helper = system.spawn("helper", Script.actor());
        for (int i = 0; i < 100; i++) {
            assertReply(front("front " + i)
                            .ask(
                                    Script.<Integer>async((request, context) -> {
                                        ReplyRef<Integer> replyTo = context.replyTo(request);
                                        return helper.ask(Script.reply(inner -> 1), SHORT)
                                                .thenAccept(replyTo::reply);
                                    }),
                                    SHORT))
                    .isEqualTo(1);
        }

        front().tell(Script.run(context -> asksBack()));

        nestedAskEndsIn(LONG);
    }

    @Test
    void theTurnOfAMessageThatIsPipedHasNoMoreTime() {
        CompletableFuture<Integer> work = new CompletableFuture<>();
        front().ask(
                        Script.run(
                                context -> context.pipeToSelf(work, (n, failure) -> Script.run(inner -> asksBack()))),
                        SHORT);
        awaitTurnsOf("front");
        clock.advance(Duration.ofSeconds(1));

        work.complete(1);

        nestedAskEndsIn(Duration.ofSeconds(1));
    }

    @Test
    void aTurnThatATimerBeganHasAllTheTimeOfTheWorld() {
        front().ask(
                        Script.run(context -> context.timers()
                                .startSingle("later", Script.run(inner -> asksBack()), Duration.ofSeconds(1))),
                        SHORT);
        awaitTurnsOf("front");
        clock.advance(Duration.ofSeconds(1));

        nestedAskEndsIn(LONG);
    }

    @Test
    void aTurnThatATellBeganInATurnWithADeadlineHasAllTheTimeOfTheWorld() {
        ActorRef<Script<?>> next = system.spawn("next", Script.actor());
        front().ask(Script.run(context -> next.tell(Script.run(inner -> asksBack()))), SHORT);

        nestedAskEndsIn(LONG);
    }

    @Test
    void aForwardedAskKeepsItsDeadline() {
        ActorRef<Script<?>> next = system.spawn("next", Script.actor());
        Gate gate = new Gate();
        front().ask(
                        Script.run(context -> {
                            gate.pass();
                            context.forward(next, Script.run(inner -> asksBack()));
                        }),
                        SHORT);
        gate.awaitReached();
        clock.advance(Duration.ofSeconds(1));
        gate.open();

        nestedAskEndsIn(Duration.ofSeconds(1));
    }

    @Test
    void aStashedAskKeepsItsDeadline() {
        ActorRef<Script<?>> front = front();
        CompletableFuture<Integer> ask = front.ask(stashedFirst(), SHORT);
        awaitTurnsOf("front");
        clock.advance(Duration.ofSeconds(1));
        front.tell(Script.run(context -> context.stash().unstashAll()));

        nestedAskEndsIn(Duration.ofSeconds(1));
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void aStashedAskThatExpiresIsNeverHandled() {
        ActorRef<Script<?>> front = front();
        CompletableFuture<Integer> ask = front.ask(stashedFirst(), SHORT);
        awaitTurnsOf("front");
        clock.advance(SHORT);
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);

        front.tell(Script.run(context -> context.stash().unstashAll()));

        awaitTurnsOf("front");
        assertThat(nested).isNotDone();
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    @Test
    void whatExpiresInTheMailboxIsNeverHandledAndIsADeadLetter() {
        ActorRef<Script<?>> front = front();
        Gate gate = new Gate();
        front.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        Script<Integer> late = Script.reply(context -> {
            probe.saw("handled");
            return 1;
        });
        CompletableFuture<Integer> ask = front.ask(late, SHORT);
        CompletableFuture<Integer> inTime = front.ask(Script.reply(context -> 2), LONG);

        clock.advance(SHORT);
        gate.open();

        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        assertReply(inTime).isEqualTo(2);
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
        assertThat(system.actors().recentDeadLetters())
                .containsExactly(new DeadLetter(front.path(), late, Reason.EXPIRED));
    }

    @Test
    void whoHasNoTimeLeftAsksNobody() {
        Gate gate = new Gate();
        ActorRef<Script<?>> back = back();
        CompletableFuture<Integer> ask = front().ask(
                        Script.<Integer>async((request, context) -> {
                            gate.pass();
                            nested.complete(back.ask(
                                    Script.reply(inner -> {
                                        probe.saw("handled");
                                        return 1;
                                    }),
                                    LONG));
                            return null;
                        }),
                        SHORT);
        gate.awaitReached();
        clock.advance(SHORT);
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
        gate.open();

        assertFailure(Waiting.reply(nested)).isInstanceOf(AskTimeoutException.class);
        awaitTurnsOf("back");
        assertThat(probe.soFar()).isEmpty();
        assertThat(system.deadLetters(Reason.EXPIRED)).isOne();
    }

    private ActorRef<Script<?>> front() {
        return front("front");
    }

    private ActorRef<Script<?>> front(String name) {
        return system.spawn(name, Script.actor());
    }

    private ActorRef<Script<?>> back() {
        return system.spawn("back", Script.actor());
    }

    /** Makes an ask that nobody answers, with all the time of the world as far as it is told. */
    private CompletableFuture<Integer> asksBack() {
        CompletableFuture<Integer> ask = back().ask(neverAnswered(), LONG);
        nested.complete(ask);
        return ask;
    }

    private void nestedAskEndsIn(Duration left) {
        endsIn(Waiting.reply(nested), left);
    }

    /** It ends after that time and not before. */
    private void endsIn(CompletableFuture<Integer> ask, Duration left) {
        clock.advance(left.minusMillis(1));
        await().during(Duration.ofMillis(10)).failFast(ask::isDone).until(() -> true);
        clock.advance(Duration.ofMillis(1));
        assertFailure(ask).isInstanceOf(AskTimeoutException.class);
    }

    /** Whatever was sent to it before has been handled. */
    private void awaitTurnsOf(String name) {
        ActorRef<Script<?>> actor =
                system.<Script<?>>child(system.actors().find(system.path()).orElseThrow(), name);
        assertReply(actor.ask(Script.reply(context -> "alive"), LONG)).isEqualTo("alive");
    }

    /** Stashed by its first turn; the second one asks. */
    private Script<Integer> stashedFirst() {
        boolean[] stashed = {false};
        Supplier<Boolean> first = () -> {
            boolean is = !stashed[0];
            stashed[0] = true;
            return is;
        };
        return new Script<>((request, context) -> {
            if (first.get()) {
                context.stash().add();
            } else {
                context.replyTo(request);
                asksBack();
            }
            return null;
        });
    }

    private static Script<Integer> neverAnswered() {
        return new Script<>((request, context) -> {
            context.replyTo(request);
            return null;
        });
    }
}
