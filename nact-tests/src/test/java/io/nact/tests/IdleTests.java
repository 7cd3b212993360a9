package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An actor that nobody writes to stops after a while, and never while it has something to do. */
class IdleTests {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    /** Without the looks of the watchdog, which would be among what is pending. */
    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock).with(options -> options.withStuckAfter(null));

    private final Probe<String> probe = new Probe<>();

    private StatefulBehavior<Integer, Script<?>> idling(Duration idle) {
        return Script.actor()
                .afterStop((state, context) -> probe.saw(context.name() + " ended"))
                .shutdownAfter(idle);
    }

    /** Lets time pass second by second until the next event: how long it took, at most a second too much. */
    private Duration secondsUntil(String event) {
        Duration begin = clock.elapsed();
        await(event).pollInterval(Duration.ofMillis(2)).until(() -> {
            if (probe.soFar().isEmpty()) {
                clock.advance(Duration.ofSeconds(1));
            }
            return !probe.soFar().isEmpty();
        });
        probe.expect(event);
        return clock.elapsed().minus(begin);
    }

    @Test
    void anIdleActorStops() {
        ActorRef<Script<?>> actor = system.spawn("actor", idling(TEN_SECONDS));
        actor.call(Script.reply(context -> "handled"));

        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
        await().until(() -> system.live() == 0);
        system.stopAndWait(actor);
        system.spawn("actor", Script.actor());
    }

    /** nact: the timer starts at spawn. */
    @Test
    void anActorThatNeverGotAMessageStopsToo() {
        system.spawn("actor", idling(TEN_SECONDS));

        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void everyMessageRenewsTheTime() {
        ActorRef<Script<?>> actor = system.spawn("actor", idling(TEN_SECONDS));

        for (int i = 0; i < 10; i++) {
            assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
            clock.advance(Duration.ofSeconds(9));
        }

        assertThat(probe.soFar()).isEmpty();
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void aHandlerIsNotInterruptedByIt() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", idling(TEN_SECONDS));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        clock.advance(Duration.ofHours(1));
        actor.tell(Script.run(context -> probe.saw("handled")));
        clock.advance(Duration.ofHours(1));
        gate.open();

        probe.expect("handled");
        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void aTurnThatWaitsForItsStageIsNotInterruptedByIt() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", idling(TEN_SECONDS));
        actor.tell(Script.async((request, context) -> {
            probe.saw("begun");
            return stage;
        }));
        probe.expect("begun");

        clock.advance(Duration.ofHours(1));
        actor.tell(Script.run(context -> probe.saw("handled")));
        clock.advance(Duration.ofHours(1));
        stage.complete("done");

        probe.expect("handled");
        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void aPendingDecisionIsNotInterruptedByIt() {
        CompletableFuture<Directive> decision = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", idling(TEN_SECONDS).onCrashAsync(crash -> {
            probe.saw("crashed");
            return decision;
        }));
        actor.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        probe.expect("crashed");

        clock.advance(Duration.ofHours(1));
        actor.tell(Script.run(context -> probe.saw("handled")));
        clock.advance(Duration.ofHours(1));
        decision.complete(Directive.RESUME);

        probe.expect("handled");
        assertThat(secondsUntil("actor ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    /** nact: a stateless actor that handles several messages at once counted as idle in the midst of its work. */
    @Test
    void aStatelessActorIsNotIdleAsLongAsOneOfItsTurnsIsOpen() {
        CompletableFuture<Object> first = new CompletableFuture<>();
        ActorRef<CompletableFuture<Object>> actor = system.spawn(
                "actor",
                Behaviors.<CompletableFuture<Object>>statelessAsync((stage, context) -> {
                            probe.saw("begun");
                            return stage;
                        })
                        .concurrency(4)
                        .afterStop(context -> probe.saw("ended"))
                        .shutdownAfter(TEN_SECONDS));
        actor.tell(first);
        actor.tell(CompletableFuture.completedFuture("done"));
        probe.expect("begun", "begun");

        clock.advance(Duration.ofHours(1));
        actor.tell(CompletableFuture.completedFuture("done"));
        probe.expect("begun");
        clock.advance(Duration.ofHours(1));
        assertThat(probe.soFar()).isEmpty();
        first.complete("done");

        assertThat(secondsUntil("ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    /** nact: the reset of an idle actor arms a second timer; the first is never called off and stops an active actor. */
    @Test
    void aResetOfAnIdleActorDoesNotDoubleIt() {
        AtomicInteger starts = new AtomicInteger();
        ActorRef<Object> parent = system.spawn("parent", Behaviors.stateless((message, context) -> {}));
        ActorRef<String> idle = system.spawn(
                parent,
                "idle",
                Behaviors.statefulFrom(String.class, context -> starts.incrementAndGet(), (state, message, context) -> {
                            probe.saw(message);
                            return state;
                        })
                        .afterStop((state, context) -> probe.saw("ended"))
                        .shutdownAfter(TEN_SECONDS));
        ActorRef<Script<?>> sibling = system.spawn(
                parent, "sibling", Script.syncActor().onCrash(SupervisionPolicy.always(Directive.RESET_ALL)));
        idle.tell("first life");
        probe.expect("first life");

        clock.advance(Duration.ofSeconds(6)); // 6: the first timer has 4 seconds left
        sibling.tell(Script.run(context -> {
            throw new IllegalStateException("on purpose");
        }));
        await().untilAsserted(() -> assertThat(starts).hasValue(2));
        clock.advance(Duration.ofSeconds(2)); // 8
        idle.tell("second life");
        probe.expect("second life");
        clock.advance(Duration.ofSeconds(9)); // 17: both timers from before the message would have fired

        idle.tell("alive");
        probe.expect("alive");
        assertThat(secondsUntil("ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
    }

    @Test
    void aParentIsNotKeptByItsChildrenAndTakesThemAlong() {
        ActorRef<Script<?>> parent = system.spawn("parent", idling(TEN_SECONDS));
        ActorRef<Script<?>> child =
                system.spawn(parent, "child", Script.actor().afterStop((state, context) -> probe.saw("child ended")));
        assertReply(child.ask(Script.reply(context -> "busy"))).isEqualTo("busy");

        assertThat(secondsUntil("child ended")).isGreaterThanOrEqualTo(TEN_SECONDS);
        probe.expect("parent ended");
    }

    @Test
    void anIdleChildLeavesItsParentAlone() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.actor());
        system.spawn(parent, "child", idling(TEN_SECONDS));

        secondsUntil("child ended");

        assertReply(parent.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
    }

    /** nact: more than 24.8 days wrap around, and 30 days stop the actor at once. */
    @Test
    void thirtyDaysAreThirtyDays() {
        ActorRef<Script<?>> actor = system.spawn("actor", idling(Duration.ofDays(30)));
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        clock.advance(Duration.ofDays(29));

        assertThat(probe.soFar()).isEmpty();
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        Duration begin = clock.elapsed();
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advance(Duration.ofHours(1));
            return !probe.soFar().isEmpty();
        });
        assertThat(clock.elapsed().minus(begin)).isGreaterThanOrEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @MethodSource("ages")
    void agesAreAges(Duration idle) {
        ActorRef<Script<?>> actor = system.spawn("actor", idling(idle));
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        clock.advance(Duration.ofDays(365 * 50));

        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
        assertThat(probe.soFar()).isEmpty();
    }

    static List<Duration> ages() {
        return List.of(Duration.ofDays(365 * 100), Duration.ofDays(365 * 1_000), Duration.ofSeconds(Long.MAX_VALUE));
    }

    /** A timer that fires in thirty days keeps the actor in memory for thirty days. */
    @Test
    void anActorThatIsStoppedLeavesNoTimerBehind() {
        for (int i = 0; i < 10; i++) {
            ActorRef<Script<?>> actor = system.spawn("actor", idling(Duration.ofDays(30)));
            assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");
            system.stopAndWait(actor);
        }

        await().untilAsserted(() -> assertThat(clock.pending()).isZero());
    }

    @Test
    void theTimeMustBePositive() {
        StatefulBehavior<Integer, Script<?>> behavior = Script.actor();

        assertThatIllegalArgumentException().isThrownBy(() -> behavior.shutdownAfter(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> behavior.shutdownAfter(TEN_SECONDS.negated()));
        assertThatIllegalArgumentException().isThrownBy(() -> behavior.passivateAfter(Duration.ZERO));
    }
}
