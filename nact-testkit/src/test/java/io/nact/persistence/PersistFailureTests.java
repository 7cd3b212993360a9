package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.MailboxFullException;
import io.nact.mailbox.Mailboxes;
import io.nact.persistence.Wallet.Act;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.FaultyStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an actor, its asker and its state when an event could not be stored, or nobody knows. */
class PersistFailureTests {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ActorTestKit kit = ActorTestKit.withManualTime();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    private final TestProbe<Object> probe = kit.probe();

    private final CompletableFuture<Void> handled = new CompletableFuture<>();

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private Behavior<Message> behavior() {
        return persistence.behavior(Wallet.reducer());
    }

    private ActorRef<Message> wallet() {
        return kit.spawn("w1", behavior());
    }

    private ActorRef<Message> wallet(Directive directive) {
        return kit.spawn("w1", behavior().onCrash(SupervisionPolicy.always(directive)));
    }

    /** Puts one in, and tells the probe. */
    private CompletableFuture<Object> putAndTell(ActorRef<Message> wallet) {
        return wallet.ask(
                new Act((balance, context) -> {
                    context.persist(new Put(1));
                    probe.ref().tell("told");
                    handled.complete(null);
                    return balance + 1;
                }),
                AN_HOUR);
    }

    private long balance(ActorRef<Message> wallet) {
        return reply(wallet.ask(new Show(), AN_HOUR));
    }

    private void assertNothingWasSent() {
        kit.settle();
        assertThat(probe.queued()).isEmpty();
    }

    @Test
    void anUnknownOutcomeMakesTheActorRecoverAfterAWait() {
        ActorRef<Message> wallet = wallet();
        storage.journal().failNext();

        assertThat(failure(putAndTell(wallet))).isInstanceOf(JournalUnavailableException.class);
        CompletableFuture<Long> waits = wallet.ask(new Show(), AN_HOUR);
        kit.settle();
        assertThat(waits).isNotDone();
        kit.time().advance(Duration.ofSeconds(2));

        assertThat(reply(waits)).isZero();
        assertNothingWasSent();
    }

    @Test
    void whatWasStoredAfterAllIsSeenAfterThat() {
        ActorRef<Message> wallet = wallet();
        storage.journal().storeAndFailNext();

        assertThat(failure(putAndTell(wallet))).isInstanceOf(JournalUnavailableException.class);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(2));

        assertThat(balance(wallet)).isEqualTo(1);
        assertThat(reply(wallet.ask(new Put(1), AN_HOUR))).isEqualTo(2);
        assertNothingWasSent();
    }

    @Test
    void aPolicyThatResumesHasItRecoverAllTheSame() {
        ActorRef<Message> wallet = wallet(Directive.RESUME);
        storage.journal().storeAndFailNext();

        failure(putAndTell(wallet));

        assertThat(balance(wallet)).isEqualTo(1);
        assertThat(reply(wallet.ask(new Put(1), AN_HOUR))).isEqualTo(2);
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(2);
    }

    @Test
    void whatIsWrittenLateByALifeThatIsOverIsAConflictForTheNextAndThenSeen() {
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                behavior().turnTimeout(Duration.ofSeconds(5)).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        reply(wallet.ask(new Put(10), AN_HOUR));
        CompletableFuture<Void> go = storage.journal().holdNext();
        CompletableFuture<Object> late = putAndTell(wallet);
        reply(handled);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(6));
        assertThat(failure(late)).isInstanceOf(JournalUnavailableException.class);
        assertThat(balance(wallet)).isEqualTo(10);

        go.complete(null);

        assertThat(failure(wallet.ask(new Put(100), AN_HOUR))).isInstanceOf(SequenceConflictException.class);
        assertThat(balance(wallet)).isEqualTo(11);
        assertNothingWasSent();
    }

    @Test
    void anotherWriterMakesTheActorRecoverItsEvents() {
        ActorRef<Message> wallet = wallet();
        reply(wallet.ask(new Put(1), AN_HOUR));
        Wallet.store(persistence, Wallet.id("w1"), new Put(20));

        assertThat(failure(putAndTell(wallet))).isInstanceOf(SequenceConflictException.class);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(1));

        assertThat(balance(wallet)).isEqualTo(21);
        assertNothingWasSent();
    }

    @Test
    void twoActorsOfOneIdTakeTurnsAndLoseNothing() {
        ActorRef<Message> wallet = wallet(Directive.RESUME);
        ActorRef<Message> twin = kit.spawn(
                "twin",
                persistence.behavior(Wallet.reducer().id("w1")).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        long stored = 0;
        for (int i = 0; i < 20; i++) {
            for (ActorRef<Message> one : List.of(wallet, twin, twin)) {
                stored += reply(one.ask(new Put(1), AN_HOUR).handle((balance, failure) -> failure == null ? 1 : 0));
            }
        }

        assertThat(stored).isBetween(20L, 59L);
        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize((int) stored);
        kit.stop(wallet);
        assertThat(balance(wallet())).isEqualTo(stored);
    }

    @Test
    void anEventThatIsRefusedIsTheAskersAndTheActorGoesOn() {
        ActorRef<Message> wallet = wallet();
        reply(wallet.ask(new Put(1), AN_HOUR));
        storage.journal().rejectNext();

        assertThat(failure(putAndTell(wallet))).isInstanceOf(PersistRejectedException.class);

        assertThat(balance(wallet)).isEqualTo(1);
        assertThat(reply(wallet.ask(new Put(1), AN_HOUR))).isEqualTo(2);
        assertNothingWasSent();
    }

    @Test
    void anEventThatIsNotRegisteredIsToldInTheHandlerAndNothingIsQueued() {
        Persistence knowsNothing = Persistence.of(storage, EventTypes.builder().build());
        ActorRef<Message> wallet = kit.spawn("w1", knowsNothing.behavior(Wallet.reducer()));

        assertThat(failure(putAndTell(wallet)))
                .isInstanceOf(UnknownEventTypeException.class)
                .hasMessageContaining(Put.class.getName());

        assertThat(balance(wallet)).isZero();
        assertNothingWasSent();
    }

    @Test
    void anEventThatIsTooLargeOrCannotBeWrittenDownIsToldInTheHandlerAndNothingIsQueued() {
        EventTypes small = EventTypes.builder()
                .add(Put.class)
                .maxSize("{\"amount\":1}".length())
                .build();
        ActorRef<Message> wallet =
                kit.spawn("w1", Persistence.of(storage, small).behavior(Wallet.reducer()));
        reply(wallet.ask(new Put(1), AN_HOUR));
        storage.journal().hangNext();

        assertThat(failure(wallet.ask(new Put(10), AN_HOUR)))
                .isInstanceOf(PersistRejectedException.class)
                .hasMessageContaining("takes 13 bytes; an event may have 12");
        assertThat(failure(wallet.ask(
                        new Act((balance, context) -> {
                            context.persist(new Show());
                            return 1000;
                        }),
                        AN_HOUR)))
                .isInstanceOf(UnknownEventTypeException.class);

        assertThat(balance(wallet)).isEqualTo(1);
        assertNothingWasSent();
    }

    @Test
    void whatTheStoreRefusesChangesNothingAndNothingIsReadAgain() {
        AtomicInteger begun = new AtomicInteger();
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                persistence.behavior(Wallet.reducer().afterRecovery((balance, context) -> begun.incrementAndGet())));
        reply(wallet.ask(new Put(1), AN_HOUR));
        storage.journal().rejectNext();
        storage.journal().failNextRead();

        assertThat(failure(putAndTell(wallet))).isInstanceOf(PersistRejectedException.class);

        assertThat(reply(wallet.ask(new Put(2), AN_HOUR))).isEqualTo(3);
        assertThat(begun).hasValue(1);
        assertNothingWasSent();
    }

    @Test
    void whatFollowsTheFirstRecoveryOfALifeDoesNotFollowTheNext() {
        AtomicInteger begun = new AtomicInteger();
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                persistence
                        .behavior(Wallet.reducer().afterRecovery((balance, context) -> begun.incrementAndGet()))
                        .onCrash(SupervisionPolicy.always(Directive.RESUME)));
        storage.journal().storeAndFailNext();
        failure(putAndTell(wallet));

        assertThat(balance(wallet)).isEqualTo(1);
        assertThat(begun).hasValue(1);
    }

    @Test
    void tagsThatCannotBeStoredAreRefusedAndThoseThatComeTwiceAreNot() {
        ActorRef<Message> wallet = wallet();
        reply(wallet.ask(
                new Act((balance, context) -> {
                    context.persist(new Put(1), "a", "a");
                    return balance + 1;
                }),
                AN_HOUR));

        assertThat(failure(wallet.ask(
                        new Act((balance, context) -> {
                            context.persist(new Put(1), "secret|tag");
                            return balance + 1;
                        }),
                        AN_HOUR)))
                .isInstanceOf(PersistRejectedException.class)
                .hasMessageNotContaining("secret");

        assertThat(balance(wallet)).isEqualTo(1);
        assertThat(Wallet.stored(persistence, Wallet.id("w1")))
                .singleElement()
                .satisfies(event -> assertThat(event.tags()).containsExactly("a"));
    }

    @Test
    void whatFollowsAStoredEventFollowsEvenIfItsSnapshotEndsInAnError() {
        EventTypes types = EventTypes.builder()
                .add(Put.class)
                .add(Long.class, "wallet.balance", 1)
                .codec(new NoStates())
                .build();
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                Persistence.of(storage, types)
                        .behavior(Wallet.reducer().snapshots(SnapshotPolicy.every(1)))
                        .onCrash(SupervisionPolicy.always(Directive.RESUME)));

        assertThat(reply(putAndTell(wallet))).isEqualTo("acted");

        probe.expectMessage("told");
        assertThat(balance(wallet)).isEqualTo(1);
        assertNothingWasSent();
    }

    /** Ends in an error when it is to write down a state. */
    private static final class NoStates implements PayloadCodec {

        @Override
        public String encode(Object value, String json) {
            if (value instanceof Long) {
                throw new AssertionError("on purpose");
            }
            return json;
        }

        @Override
        public String decode(Payload stored) {
            return stored.json();
        }
    }

    @Test
    void whileTheStoreIsSlowTheMailboxFillsAndThenAskersAreRefused() {
        ActorRef<Message> wallet = kit.spawn("w1", behavior().mailbox(Mailboxes.bounded(2)));
        CompletableFuture<Void> go = storage.journal().holdNext();
        CompletableFuture<Object> slow = putAndTell(wallet);
        reply(handled);
        CompletableFuture<Long> first = wallet.ask(new Put(1), AN_HOUR);
        CompletableFuture<Long> second = wallet.ask(new Put(1), AN_HOUR);

        assertThat(failure(wallet.ask(new Put(1), AN_HOUR))).isInstanceOf(MailboxFullException.class);
        go.complete(null);

        assertThat(reply(slow)).isEqualTo("acted");
        assertThat(reply(first)).isEqualTo(2);
        assertThat(reply(second)).isEqualTo(3);
    }

    @Test
    void aStopWaitsForTheEventInHandAndTheAskerIsAnswered() {
        CompletableFuture<Void> go = storage.journal().holdNext();
        ActorRef<Message> wallet = wallet();
        CompletableFuture<Object> reply = putAndTell(wallet);
        reply(handled);
        kit.settle();
        CompletableFuture<Void> end = kit.system().stop(wallet);
        kit.settle();
        assertThat(end).isNotDone();

        go.complete(null);

        reply(end);
        assertThat(reply(reply)).isEqualTo("acted");
        probe.expectMessage("told");
    }

    @Test
    void aWriteThatHangsEndsWithTheTurnsTime() {
        storage.journal().hangNext();
        ActorRef<Message> wallet = kit.spawn("w1", behavior().turnTimeout(Duration.ofSeconds(5)));
        CompletableFuture<Object> reply = putAndTell(wallet);
        reply(handled);
        kit.settle();

        kit.time().advance(Duration.ofSeconds(6));
        assertThat(failure(reply)).isInstanceOf(JournalUnavailableException.class);
        kit.settle();
        kit.time().advance(Duration.ofSeconds(2));

        assertThat(balance(wallet)).isZero();
        assertNothingWasSent();
    }

    @Test
    void aHandlersOwnFailureStopsTheActorUnlessItsPolicySaysOtherwise() {
        ActorRef<Message> wallet = wallet();

        assertThat(failure(wallet.ask(
                        new Act((balance, context) -> {
                            throw new IllegalArgumentException("on purpose");
                        }),
                        AN_HOUR)))
                .hasMessage("on purpose");

        probe.expectTerminated(wallet);
    }
}
