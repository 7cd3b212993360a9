package io.nact.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import io.nact.mailbox.Overflow;
import io.nact.metrics.ActorMetrics.Waiting;
import io.nact.supervision.Backoff;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long the oldest waiting message has waited, although no sender puts down when it sent. */
class MailboxAgeTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualTime clock = new ManualTime();

    @RegisterExtension
    final TestSystem system = TestSystem.create().with(clock);

    private final Gate gate = new Gate();

    @AfterEach
    void openTheGate() {
        gate.open();
    }

    private Waiting waiting() {
        return system.actors().metrics().snapshot().waiting("actor");
    }

    private Duration age() {
        return waiting().oldest();
    }

    private ActorRef<Script<?>> blocked(Behavior<Script<?>> behavior) {
        ActorRef<Script<?>> actor = system.spawn("actor", behavior);
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        return actor;
    }

    private static void tell(ActorRef<Script<?>> actor) {
        actor.tell(Script.run(context -> {}));
    }

    @Test
    void nothingWaitsForAnActorThatIsIdleOrHasItsOnlyMessageInHand() {
        blocked(Script.syncActor());
        clock.advance(SECOND);
        assertThat(waiting()).isEqualTo(Waiting.NOTHING);
        clock.advance(SECOND);
        assertThat(waiting()).isEqualTo(Waiting.NOTHING);
    }

    static Stream<MailboxFactory> mailboxes() {
        return Stream.of(
                Mailboxes.unbounded(),
                Mailboxes.bounded(100),
                Mailboxes.bounded(100, Overflow.dropOldest()),
                Mailboxes.bounded(100, Overflow.block(SECOND)),
                Mailboxes.<Script<?>>priority(Comparator.comparing(Script::hashCode)));
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void itGrowsOneSecondPerSecondOnABlockedActor(MailboxFactory mailbox) {
        ActorRef<Script<?>> actor = blocked(Script.syncActor().mailbox(mailbox));
        tell(actor);
        assertThat(age()).isZero();

        for (int i = 1; i <= 90; i++) {
            clock.advance(SECOND);
            tell(actor);
            assertThat(waiting()).isEqualTo(new Waiting(i + 1, Duration.ofSeconds(i)));
        }
    }

    @Test
    void whatWasDroppedIsNotTheOldestAnyMore() {
        ActorRef<Script<?>> actor = blocked(Script.syncActor().mailbox(Mailboxes.bounded(5, Overflow.dropOldest())));
        for (int i = 0; i < 20; i++) {
            tell(actor);
            age();
            clock.advance(SECOND);
        }

        assertThat(waiting()).isEqualTo(new Waiting(5, SECOND.multipliedBy(5)));
    }

    @Test
    void whatWaitedForALongTimeIsStillKnownWhenMuchMoreHasCome() {
        ActorRef<Script<?>> actor = blocked(Script.syncActor());
        tell(actor);
        assertThat(age()).isZero();

        for (int i = 0; i < 1_000; i++) {
            clock.advance(SECOND);
            tell(actor);
            age();
        }

        assertThat(waiting()).isEqualTo(new Waiting(1_001, Duration.ofSeconds(1_000)));
    }

    @Test
    void itGrowsWhileAnAsynchronousTurnWaits() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());
        actor.tell(Script.async((request, context) -> stage));
        tell(actor);
        await().until(() -> system.actors().depth(actor) == 1);
        assertThat(age()).isZero();

        clock.advance(SECOND.multipliedBy(7));
        assertThat(age()).isEqualTo(SECOND.multipliedBy(7));

        stage.complete("done");
        await().until(() -> waiting().equals(Waiting.NOTHING));
    }

    @Test
    void itGrowsWhileTheActorIsSuspended() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.syncActor()
                        .onCrash(Backoff.exponential(Duration.ofMinutes(1), Duration.ofMinutes(1))
                                .jitter(0)));
        Script.crash(actor);
        tell(actor);
        assertThat(age()).isZero();

        clock.advance(SECOND.multipliedBy(30));
        assertThat(age()).isEqualTo(SECOND.multipliedBy(30));
    }

    @Test
    void itFallsWhenTheOldestHasBeenTaken() {
        Gate next = new Gate();
        ActorRef<Script<?>> actor = blocked(Script.syncActor());
        actor.tell(Script.run(context -> next.pass()));
        assertThat(age()).isZero();
        clock.advance(SECOND.multipliedBy(5));
        tell(actor);
        assertThat(age()).isEqualTo(SECOND.multipliedBy(5));
        clock.advance(SECOND.multipliedBy(2));

        gate.open();
        next.awaitReached();

        assertThat(age()).isEqualTo(SECOND.multipliedBy(2));
        next.open();
    }

    @Test
    void aMessageThatOthersOvertakeGrowsOld() {
        Gate next = new Gate();
        Map<Script<?>, Integer> places = new ConcurrentHashMap<>();
        ActorRef<Script<?>> actor = blocked(Script.syncActor()
                .mailbox(
                        Mailboxes.<Script<?>>priority(Comparator.comparing(script -> places.getOrDefault(script, 0)))));
        Script<?> last = Script.run(context -> {});
        places.put(last, 1);
        actor.tell(last);
        assertThat(age()).isZero();
        clock.advance(SECOND.multipliedBy(3));
        actor.tell(Script.run(context -> next.pass()));
        tell(actor);
        gate.open();
        next.awaitReached();

        clock.advance(SECOND);
        assertThat(waiting()).isEqualTo(new Waiting(2, SECOND.multipliedBy(4)));
        next.open();
    }

    @Test
    void whatAnActorStillHandlesBeforeItStopsKeepsItsAge() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        Gate first = new Gate();
        actor.tell(Script.run(context -> first.pass()));
        first.awaitReached();
        actor.tell(Script.run(context -> {
            context.stopAfterDrain();
        }));
        actor.tell(Script.run(context -> gate.pass()));
        tell(actor);
        assertThat(age()).isZero();
        clock.advance(SECOND.multipliedBy(4));
        first.open();
        gate.awaitReached();

        assertThat(waiting()).isEqualTo(new Waiting(1, SECOND.multipliedBy(4)));
    }

    @Test
    void theOldestOfAllActorsOfTheTypeCounts() {
        List<Gate> gates = List.of(new Gate(), new Gate());
        for (Gate each : gates) {
            ActorRef<Script<?>> actor = system.spawn(Script.syncActor().type("actor"));
            actor.tell(Script.run(context -> each.pass()));
            each.awaitReached();
            tell(actor);
            assertThat(age()).isEqualTo(each == gates.get(0) ? Duration.ZERO : SECOND);
            clock.advance(SECOND);
        }

        assertThat(waiting()).isEqualTo(new Waiting(2, SECOND.multipliedBy(2)));
        gates.forEach(Gate::open);
    }

    @Test
    void onceSomebodyHasAskedTheEngineLooksEachSecondByItself() {
        ActorRef<Script<?>> actor = blocked(Script.syncActor());
        assertThat(waiting()).isEqualTo(Waiting.NOTHING);
        tell(actor);
        clock.advance(SECOND);
        // The look is on the dispatcher, and has the next one scheduled.
        await().until(() -> clock.pending() == 1);
        clock.advance(Duration.ofMillis(900));

        assertThat(age()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void theLooksEndSomeTimeAfterTheLastQuestion() {
        blocked(Script.syncActor());
        assertThat(clock.pending()).isZero();
        waiting();
        assertThat(clock.pending()).isOne();

        await().until(() -> {
            clock.advance(SECOND);
            return clock.elapsed().compareTo(Duration.ofMinutes(2)) > 0 && clock.pending() == 0;
        });
        assertThat(clock.elapsed()).isLessThan(Duration.ofMinutes(60));
    }
}
