package io.nact.tests;

import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.event.ActorEvent;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A turn that does not end is reported, with all that is needed to find out why; no other is. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class WatchdogTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final Logged logged = new Logged();

    @RegisterExtension
    final TestSystem system;

    private final Probe<ActorEvent.Stuck> stuck = new Probe<>();

    private final Gate gate = new Gate();

    WatchdogTests(Engines engine) {
        system = TestSystem.on(engine).with(clock).with(options -> options.withStuckAfter(LIMIT));
    }

    @BeforeEach
    void listen() {
        system.actors().events().subscribe(ActorEvent.Stuck.class, stuck::saw);
    }

    @AfterEach
    void letGo() {
        gate.open();
    }

    private ActorRef<Script<?>> stuckActor() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        // Whoever ran the first turn of all has the first look scheduled, perhaps only now.
        await().until(() -> clock.pending() > 0);
        return actor;
    }

    /** In steps, as time does. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusMillis(500)) {
            clock.advance(Duration.ofMillis(500));
        }
    }

    @Test
    void aTurnThatLastsTooLongIsReportedWithItsActorMessageThreadAndStack() {
        ActorRef<Script<?>> actor = stuckActor();

        pass(LIMIT.minusSeconds(1));
        assertThat(stuck.soFar()).isEmpty();
        pass(LIMIT.dividedBy(2));

        assertThat(stuck.soFar()).singleElement().satisfies(report -> {
            assertThat(report.actor()).isEqualTo(actor.path());
            assertThat(report.message()).isEqualTo("Script");
            assertThat(report.elapsed()).isBetween(LIMIT, LIMIT.multipliedBy(3).dividedBy(2));
            assertThat(report.thread()).startsWith(system.threadPrefix());
            assertThat(report.stack()).anySatisfy(frame -> {
                assertThat(frame.getClassName()).isEqualTo(Gate.class.getName());
                assertThat(frame.getMethodName()).isEqualTo("pass");
            });
        });
    }

    @Test
    void itIsCountedUntilItEnds() {
        ActorRef<Script<?>> actor = stuckActor();
        pass(LIMIT.minusSeconds(1));
        assertThat(system.actors().metrics().load().stuckTurns()).isZero();
        pass(LIMIT.dividedBy(2));
        assertThat(system.actors().metrics().load().stuckTurns()).isOne();

        gate.open();
        Script.settle(actor);
        pass(LIMIT.dividedBy(2));

        assertThat(system.actors().metrics().load().stuckTurns()).isZero();
    }

    @Test
    void itIsLoggedToo() {
        ActorRef<Script<?>> actor = stuckActor();

        pass(LIMIT.multipliedBy(3).dividedBy(2));

        assertThat(logged.from(Level.WARN))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .contains(actor.path().toString(), "Script", system.threadPrefix(), "Gate.pass"));
    }

    @Test
    void itIsReportedAgainEachTimeThatItsTimeHasDoubled() {
        stuckActor();

        pass(LIMIT.multipliedBy(50));

        List<ActorEvent.Stuck> reports = stuck.next(6);
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i).elapsed())
                    .isBetween(
                            LIMIT.multipliedBy(1L << i),
                            LIMIT.multipliedBy(1L << i).plus(LIMIT.dividedBy(2)));
        }
        assertThat(stuck.soFar()).isEmpty();
    }

    @Test
    void eachOfSeveralIsReported() {
        Gate other = new Gate();
        ActorRef<Script<?>> first = stuckActor();
        ActorRef<Script<?>> second = system.spawn("second", Script.actor());
        second.tell(Script.run(context -> other.pass()));
        other.awaitReached();

        pass(LIMIT.multipliedBy(3).dividedBy(2));
        other.open();

        assertThat(stuck.next(2))
                .extracting(ActorEvent.Stuck::actor)
                .containsExactlyInAnyOrder(first.path(), second.path());
    }

    @Test
    void eachOfSeveralTurnsOfOneActorIsReported() {
        Gate other = new Gate();
        ActorRef<Gate> actor = system.spawn(
                "actor",
                Behaviors.stateless(Gate.class, (message, context) -> message.pass())
                        .concurrency(2));
        actor.tell(gate);
        actor.tell(other);
        gate.awaitReached();
        other.awaitReached();

        pass(LIMIT.multipliedBy(3).dividedBy(2));
        other.open();

        assertThat(stuck.next(2)).extracting(ActorEvent.Stuck::thread).doesNotHaveDuplicates();
    }

    @Test
    void aStartThatLastsTooLongIsReported() {
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.statefulFrom(
                        context -> {
                            gate.pass();
                            return 0;
                        },
                        (count, message, context) -> count));
        gate.awaitReached();

        pass(LIMIT.multipliedBy(3).dividedBy(2));

        assertThat(stuck.next().actor()).isEqualTo(actor.path());
    }

    @Test
    void theNextTurnThatLastsTooLongIsReportedToo() {
        ActorRef<Script<?>> actor = stuckActor();
        pass(LIMIT.multipliedBy(3).dividedBy(2));
        stuck.next();
        gate.open();
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        pass(LIMIT);
        assertThat(stuck.soFar()).isEmpty();
        Gate next = new Gate();
        actor.tell(Script.run(context -> next.pass()));
        next.awaitReached();
        pass(LIMIT.multipliedBy(3).dividedBy(2));
        next.open();

        assertThat(stuck.next().elapsed()).isLessThan(LIMIT.multipliedBy(2));
    }

    @Test
    void manyShortTurnsAreNotOneLongTurn() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        for (int i = 0; i < 100; i++) {
            Gate turn = new Gate();
            actor.tell(Script.run(context -> turn.pass()));
            turn.awaitReached();
            pass(LIMIT.dividedBy(2));
            turn.open();
        }

        assertThat(stuck.soFar()).isEmpty();
    }

    @Test
    void aTurnThatWaitsForItsStageKeepsNoThread() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.async((request, context) -> stage));
        await().until(() -> system.actors().depth(actor) == 0);

        pass(LIMIT.multipliedBy(3));

        assertThat(stuck.soFar()).isEmpty();
        stage.complete("");
    }

    @Test
    void anIdleSystemIsNotLookedAt() {
        ActorRef<Script<?>> actor = stuckActor();
        pass(LIMIT.multipliedBy(3).dividedBy(2));
        gate.open();
        assertReply(actor.ask(Script.reply(context -> "alive"))).isEqualTo("alive");

        await("no look to come").until(() -> {
            clock.advance(LIMIT);
            return clock.pending() == 0;
        });
    }

    @Test
    void afterAnIdleTimeItIsLookedAtAgain() {
        anIdleSystemIsNotLookedAt();
        Gate later = new Gate();
        ActorRef<Script<?>> actor = system.spawn("another", Script.actor());
        actor.tell(Script.run(context -> later.pass()));
        later.awaitReached();

        pass(LIMIT.multipliedBy(3).dividedBy(2));
        later.open();

        // The idle time may have begun while the turn before had answered and not quite ended.
        await().untilAsserted(() ->
                assertThat(stuck.soFar()).extracting(ActorEvent.Stuck::actor).endsWith(actor.path()));
    }
}
