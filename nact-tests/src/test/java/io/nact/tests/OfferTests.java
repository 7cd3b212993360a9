package io.nact.tests;

import static io.nact.tests.Script.in;
import static io.nact.tests.Script.settle;
import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.Behaviors;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Who offers a message waits for room, and knows when the mailbox has taken it. */
@ParameterizedClass
@MethodSource("io.nact.tests.Engines#available")
class OfferTests {

    @RegisterExtension
    final TestSystem system;

    private final Probe<Object> probe = new Probe<>();

    private final Gate gate = new Gate();

    OfferTests(Engines engine) {
        system = TestSystem.on(engine);
    }

    private Script<Object> say(Object word) {
        return Script.run(context -> probe.saw(word));
    }

    /** An actor in whose mailbox so many fit, with a turn that waits at the gate and a mailbox that is full. */
    private ActorRef<Script<?>> full(int capacity) {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(capacity)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        IntStream.range(0, capacity).forEach(i -> actor.tell(say("waits " + i)));
        assertThat(actor.tryTell(say("refused"))).isFalse();
        return actor;
    }

    private void expectNothingMore() {
        assertThat(probe.soFar()).isEmpty();
    }

    private void expectNoDeadLetters() {
        for (Reason reason : Reason.values()) {
            assertThat(system.deadLetters(reason)).as(reason.name()).isZero();
        }
    }

    @Test
    void anOfferReachesTheNextActorOfTheNameAlthoughTheOneBeforeStoppedWithOffersWaiting() {
        ActorRef<Script<?>> actor = full(1);
        CompletableFuture<Void> offer = actor.offer(say("too late"));
        CompletableFuture<Void> end = system.actors().stop(actor);
        gate.open();
        assertThat(end).succeedsWithin(Duration.ofSeconds(10));
        assertFailure(offer).isInstanceOf(ActorStoppedException.class);

        system.spawn("actor", Script.syncActor());
        assertThat(actor.offer(say("hello"))).isCompletedWithValue(null);

        probe.expect("hello");
    }

    @Test
    void anOrderThatFailsOnAnOfferThatHasWaitedFailsTheOfferAndNotTheActor() {
        ActorRef<Object> actor = system.spawn(
                "actor",
                Behaviors.<Object>stateless((message, context) -> {
                            if (message.equals(0)) {
                                gate.pass();
                            }
                            probe.saw(message);
                        })
                        .concurrency(1)
                        .mailbox(Mailboxes.<Object>priority(2, Comparator.comparing(Integer.class::cast))));
        actor.tell(0);
        gate.awaitReached();
        actor.tell(1);
        actor.tell(2);
        CompletableFuture<Void> offer = actor.offer("no number");
        gate.open();

        assertFailure(offer).isInstanceOf(ClassCastException.class);
        probe.expect(0, 1, 2);
        actor.tell(3);
        probe.expect(3);
    }

    @Test
    void anOfferIsTakenAtOnceIfThereIsRoom() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(2)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();

        assertThat(actor.offer(say(1))).isCompletedWithValue(null);
        assertThat(actor.offer(say(2))).isCompletedWithValue(null);
        assertThat(actor.offer(say(3))).isNotDone();
        gate.open();

        probe.expect(1, 2, 3);
    }

    @Test
    void anOfferToAnUnboundedMailboxIsTakenAtOnce() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());

        assertThat(actor.offer(say("hello"))).isCompletedWithValue(null);

        probe.expect("hello");
    }

    @Test
    void anOfferWaitsForRoomAndIsTakenWhenThereIsSome() {
        ActorRef<Script<?>> actor = full(2);
        CompletableFuture<Void> offer = actor.offer(say("offered"));
        await().during(Duration.ofMillis(30)).until(() -> !offer.isDone());
        assertThat(system.actors().depth(actor)).isEqualTo(2);

        gate.open();

        assertReply(offer).isNull();
        probe.expect("waits 0", "waits 1", "offered");
        expectNoDeadLetters();
    }

    /** The mailbox has taken it when there is room, which is before the message that has made room is handled. */
    @Test
    void itCompletesWhenTheMailboxHasTakenTheMessageAndNotWhenATurnIsOver() {
        Gate next = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        actor.tell(Script.run(context -> gate.pass()));
        gate.awaitReached();
        actor.tell(Script.run(context -> next.pass()));
        CompletableFuture<Void> offer = actor.offer(say("offered"));
        gate.open();
        next.awaitReached();

        assertThat(system.actors().depth(actor)).isOne();
        assertReply(offer).isNull();

        expectNothingMore();
        next.open();
        probe.expect("offered");
    }

    @Test
    void earlierOffersAreTakenFirst() {
        ActorRef<Script<?>> actor = full(1);
        List<CompletableFuture<Void>> offers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            offers.add(actor.offer(say(i)));
        }
        assertThat(offers).noneMatch(CompletableFuture::isDone);

        gate.open();

        probe.expect("waits 0");
        for (int i = 0; i < 100; i++) {
            probe.expect(i);
            assertReply(offers.get(i)).isNull();
        }
    }

    /** Guarantee 2: what one sender sends is queued in its order, however the room comes and goes meanwhile. */
    @Test
    void theOffersOfOneSenderKeepTheirOrder() {
        int count = 50_000;
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateful(Integer.class, -1, (last, number, context) -> {
                            if (number != last + 1) {
                                probe.saw(number + " after " + last);
                            }
                            if (number == count - 1) {
                                probe.saw("done");
                            }
                            return number;
                        })
                        .mailbox(Mailboxes.bounded(2)));
        Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            waiting.addLast(actor.offer(i));
            if (waiting.size() > 4) {
                Waiting.reply(waiting.removeFirst());
            }
        }

        probe.expect("done");
    }

    @Test
    void anActorThatHasStoppedTakesNone() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        system.stopAndWait(actor);

        assertFailure(actor.offer(say("late")))
                .isInstanceOf(ActorStoppedException.class)
                .hasMessageContaining(actor.path().toString());

        assertThat(system.deadLetters(Reason.STOPPED)).isZero();
    }

    @Test
    void aStopFailsThoseThatWaitAndTheyAreStillTheCallers() {
        ActorRef<Script<?>> actor = full(1);
        List<CompletableFuture<Void>> offers = IntStream.range(0, 10)
                .mapToObj(i -> actor.offer(say("offered " + i)))
                .toList();

        CompletableFuture<Void> stopped = system.stop(actor);
        gate.open();
        Waiting.reply(stopped);

        offers.forEach(offer -> assertFailure(offer)
                .isInstanceOf(ActorStoppedException.class)
                .hasMessageContaining(actor.path().toString()));
        assertThat(system.deadLetters(Reason.STOPPED))
                .as("what waited in the mailbox")
                .isOne();
        expectNothingMore();
    }

    @Test
    void aStopInATurnFailsThemToo() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stop();
        }));
        gate.awaitReached();
        actor.tell(say("waits"));

        CompletableFuture<Void> offer = actor.offer(say("offered"));
        gate.open();

        assertFailure(offer).isInstanceOf(ActorStoppedException.class);
        expectNothingMore();
    }

    @Test
    void anAbandonedActorFailsThemToo() {
        ManualTime clock = new ManualTime();
        try (TestSystem slow = TestSystem.create().with(clock).open()) {
            Gate stuck = new Gate();
            ActorRef<Script<?>> actor = slow.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
            actor.tell(Script.run(context -> stuck.pass()));
            stuck.awaitReached();
            actor.tell(say("waits"));
            CompletableFuture<Void> offer = actor.offer(say("offered"));
            slow.stop(actor);

            clock.advance(Duration.ofSeconds(10));

            assertFailure(offer).isInstanceOf(ActorStoppedException.class);
            assertFailure(actor.offer(say("late"))).isInstanceOf(ActorStoppedException.class);
            stuck.open();
        }
        expectNothingMore();
    }

    @Test
    void aDrainTakesNoMore() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor().mailbox(Mailboxes.bounded(1)));
        actor.tell(Script.run(context -> {
            gate.pass();
            context.stopAfterDrain();
        }));
        gate.awaitReached();
        actor.tell(say("waits"));
        CompletableFuture<Void> offer = actor.offer(say("offered"));

        gate.open();

        probe.expect("waits");
        assertFailure(offer).isInstanceOf(ActorStoppedException.class);
        expectNothingMore();
    }

    @Test
    void aResetKeepsThem() {
        ActorRef<Script<?>> actor = system.spawn(
                "actor",
                Script.syncActor().mailbox(Mailboxes.bounded(1)).onCrash(SupervisionPolicy.always(Directive.RESET)));
        actor.tell(Script.run(context -> {
            gate.pass();
            throw new IllegalStateException("on purpose");
        }));
        gate.awaitReached();
        actor.tell(say("waits"));
        CompletableFuture<Void> offer = actor.offer(say("offered"));

        gate.open();

        probe.expect("waits", "offered");
        assertReply(offer).isNull();
    }

    @Test
    void aCancelledOfferIsTakenBack() {
        ActorRef<Script<?>> actor = full(1);
        CompletableFuture<Void> first = actor.offer(say("first"));
        CompletableFuture<Void> second = actor.offer(say("second"));
        CompletableFuture<Void> third = actor.offer(say("third"));

        assertThat(second.cancel(false)).isTrue();
        gate.open();

        probe.expect("waits 0", "first", "third");
        assertReply(first).isNull();
        assertReply(third).isNull();
        settle(actor);
        expectNothingMore();
        expectNoDeadLetters();
    }

    @Test
    void anOfferThatHasBeenTakenCannotBeCancelled() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        CompletableFuture<Void> offer = actor.offer(say("taken"));

        assertThat(offer.cancel(false)).isFalse();

        probe.expect("taken");
    }

    /** Whoever has cancelled an offer may send the message to somebody else: it must not be handled here too. */
    @Test
    void aCancellationThatRacesWithTheRoomTakesItBackOrDoesNot() {
        int count = 20_000;
        Set<Integer> handled = ConcurrentHashMap.newKeySet();
        ActorRef<Integer> actor = system.spawn(
                "actor",
                Behaviors.stateful(Integer.class, 0, (state, number, context) -> {
                            handled.add(number);
                            return state;
                        })
                        .mailbox(Mailboxes.bounded(1)));
        Set<Integer> takenBack = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < count; i++) {
            CompletableFuture<Void> offer = actor.offer(i);
            for (int spins = ThreadLocalRandom.current().nextInt(50); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            if (offer.cancel(false)) {
                takenBack.add(i);
            }
        }

        await().untilAsserted(
                        () -> assertThat(handled.size() + takenBack.size()).isEqualTo(count));
        assertThat(Collections.disjoint(handled, takenBack)).isTrue();
    }

    @Test
    void aMessageOutsideTheProtocolIsTheCallersException() {
        ActorRef<Script<?>> parent = system.spawn("parent", Script.syncActor());
        system.spawn(parent, "strings", Behaviors.stateless(String.class, (message, context) -> {}));
        ActorRef<Object> mistyped = system.child(parent, "strings");

        assertThatExceptionOfType(UnhandledMessageException.class).isThrownBy(() -> mistyped.offer(42));
    }

    @Test
    @SuppressWarnings("NullAway") // that is what is tried
    void nullIsNoMessage() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());

        assertThatNullPointerException().isThrownBy(() -> actor.offer(null));
    }

    @Test
    void nobodyTakesNone() {
        assertFailure(ActorRef.nobody().offer("hello")).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void anAdaptedReferenceOffersToo() {
        ActorRef<Script<?>> actor = full(1);
        ActorRef<String> words = actor.adapt(this::say);
        CompletableFuture<Void> offer = words.offer("adapted");
        assertThat(offer).isNotDone();

        gate.open();

        probe.expect("waits 0", "adapted");
        assertReply(offer).isNull();
    }

    @Test
    void anOfferMayFollowAnother() {
        ActorRef<Script<?>> actor = full(1);
        CompletableFuture<Void> second = actor.offer(say("first")).thenCompose(nothing -> actor.offer(say("second")));

        gate.open();

        assertReply(second).isNull();
        probe.expect("waits 0", "first", "second");
    }

    @Test
    void anActorMayOfferInItsTurnToOneThatIsFull() {
        ActorRef<Script<?>> target = full(1);
        ActorRef<Script<?>> actor = system.spawn("sender", Script.syncActor());
        in(actor, context -> context.pipeToSelf(target.offer(say("offered")), (nothing, failure) -> say("taken")));
        settle(actor);
        expectNothingMore();

        gate.open();

        probe.expectInAnyOrder("waits 0", "offered", "taken");
    }

    /** The point of it: who waits for room neither loses messages nor fills the memory. */
    @Test
    void producersThatWaitForRoomLoseNothing() {
        int producers = 8;
        int each = 2_000;
        AtomicInteger deepest = new AtomicInteger();
        int[] last = new int[producers];
        ActorRef<int[]> actor = system.spawn(
                "actor",
                Behaviors.stateful(int[].class, 0, (count, message, context) -> {
                            deepest.accumulateAndGet(context.system().depth(context.self()), Math::max);
                            if (++last[message[0]] != message[1]) {
                                probe.saw("%d after %d".formatted(message[1], last[message[0]]));
                            }
                            if (count + 1 == producers * each) {
                                probe.saw("all");
                            }
                            return count + 1;
                        })
                        .mailbox(Mailboxes.bounded(4)));

        List<CompletableFuture<Void>> done = IntStream.range(0, producers)
                .mapToObj(producer -> CompletableFuture.runAsync(
                        () -> {
                            for (int i = 1; i <= each; i++) {
                                Waiting.reply(actor.offer(new int[] {producer, i}));
                            }
                        },
                        task -> new Thread(task).start()))
                .toList();
        done.forEach(producer -> producer.orTimeout(60, TimeUnit.SECONDS).join());

        probe.expect("all");
        assertThat(deepest.get()).isLessThanOrEqualTo(4);
        expectNoDeadLetters();
    }

    /** Each offer ends, and what is said about it is true. */
    @Test
    void offersThatRaceWithAStopAllEnd() {
        for (int round = 0; round < 200; round++) {
            AtomicInteger handled = new AtomicInteger();
            ActorRef<Integer> actor = system.spawn(
                    "actor",
                    Behaviors.stateful(Integer.class, 0, (count, number, context) -> {
                                handled.incrementAndGet();
                                return count + 1;
                            })
                            .mailbox(Mailboxes.bounded(2)));
            long before = system.deadLetters(Reason.STOPPED);
            List<CompletableFuture<Void>> offers = new ArrayList<>();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(
                    () -> IntStream.range(0, 50).forEach(i -> offers.add(actor.offer(i))),
                    task -> new Thread(task).start());
            for (int spins = ThreadLocalRandom.current().nextInt(3_000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            system.stopAndWait(actor);
            Waiting.reply(sender);

            long taken = offers.stream()
                    .filter(offer -> Waiting.reply(offer.handle((nothing, failure) -> {
                        if (failure != null) {
                            assertThat(failure).isInstanceOf(ActorStoppedException.class);
                        }
                        return failure == null;
                    })))
                    .count();
            assertThat(handled.get() + system.deadLetters(Reason.STOPPED) - before)
                    .isEqualTo(taken);
        }
    }
}
