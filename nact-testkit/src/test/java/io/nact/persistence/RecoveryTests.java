package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.Behavior;
import io.nact.Entities;
import io.nact.entity.EntityKinds;
import io.nact.event.ActorEvent;
import io.nact.persistence.Wallet.Empty;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.Snapshot;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.LogCapture;
import io.nact.testkit.TestProbe;
import io.nact.testkit.persistence.FaultyStorage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** How an actor gets its state back before its first message, and what happens if it cannot. */
class RecoveryTests {

    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ActorTestKit kit = ActorTestKit.withManualTime();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    private final TestProbe<Object> probe = kit.probe();

    @BeforeEach
    void hearOfCrashes() {
        kit.system()
                .events()
                .subscribe(ActorEvent.Crashed.class, crash -> probe.ref().tell(crash.cause()));
    }

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Message> wallet(Behavior<Message> behavior) {
        return kit.spawn("w1", behavior);
    }

    private ActorRef<Message> wallet() {
        return wallet(persistence.behavior(Wallet.reducer()));
    }

    private static CompletableFuture<Long> balance(ActorRef<Message> wallet) {
        return wallet.ask(new Show(), AN_HOUR);
    }

    /** How the actor has crashed, which then stops. */
    private RecoveryFailedException failedRecovery(ActorRef<Message> wallet) {
        Object cause = probe.receive();
        probe.expectTerminated(wallet);
        assertThat(cause).isInstanceOf(RecoveryFailedException.class);
        return (RecoveryFailedException) cause;
    }

    private void store(Object... events) {
        Wallet.store(persistence, Wallet.id("w1"), events);
    }

    /** Stores something that no actor would. */
    private void storeRaw(long sequenceNr, String type, int version, String json) {
        reply(storage.journal()
                .append(new EventBatch(
                        Wallet.id("w1"),
                        "stranger",
                        sequenceNr,
                        List.of(EncodedEvent.of(new Payload(type, version, json)))))
                .toCompletableFuture());
    }

    private void snapshot(long sequenceNr, String type, String json) {
        reply(storage.snapshots()
                .save(new Snapshot(Wallet.id("w1"), sequenceNr, new Payload(type, 1, json), null), 5)
                .toCompletableFuture());
    }

    @Test
    void manyEventsAreReadPageByPageInOrder() {
        store(new Put(5), new Empty());
        store(IntStream.rangeClosed(1, 100).mapToObj(Put::new).toArray());

        ActorRef<Message> wallet = wallet(persistence.pageSize(7).behavior(Wallet.reducer()));

        assertThat(reply(balance(wallet))).isEqualTo(5050);
        assertThat(reply(wallet.ask(new Put(1), AN_HOUR))).isEqualTo(5051);
    }

    @Test
    void theNewestSnapshotSparesTheEventsBeforeIt() {
        store(new Put(1), new Put(2), new Put(3));
        snapshot(1, "wallet.balance", "1");
        snapshot(2, "wallet.balance", "1000");

        assertThat(reply(balance(wallet()))).isEqualTo(1003);
    }

    @Test
    void aSnapshotThatCannotBeReadGivesWayToAnOlderOne() {
        store(new Put(1), new Put(2), new Put(3));
        snapshot(1, "wallet.balance", "1000");
        snapshot(2, "wallet.balance", "\"no number\"");
        snapshot(3, "wallet.forgotten", "1");

        try (LogCapture log = LogCapture.of(EventRecovery.class.getName())) {
            assertThat(reply(balance(wallet()))).isEqualTo(1005);
            log.expect(Level.WARN, "The snapshot of 'wallet|w1' at number 3 cannot be read");
            log.expect(Level.WARN, "at number 2 cannot be read");
        }
    }

    @Test
    void withoutAnySnapshotThatCanBeReadAllEventsAre() {
        store(new Put(1), new Put(2));
        snapshot(2, "wallet.forgotten", "1");

        assertThat(reply(balance(wallet()))).isEqualTo(3);
    }

    @Test
    void aSnapshotThatCannotBeReadIsMissedOnceItsEventsAreDeleted() {
        store(new Put(1), new Put(2), new Put(3));
        snapshot(2, "wallet.forgotten", "1");
        reply(storage.journal().deleteUpTo(Wallet.id("w1"), 2).toCompletableFuture());

        assertThat(failedRecovery(wallet())).hasMessageContaining("its events 1 to 2 are not in the store");
    }

    @Test
    void eventsThatWereDeletedAndAreNeededAreMissed() {
        store(new Put(1), new Put(2), new Put(3));
        reply(storage.journal().deleteUpTo(Wallet.id("w1"), 2).toCompletableFuture());

        assertThat(failedRecovery(wallet()))
                .hasMessage(
                        "'wallet|w1' could not be recovered: its events 1 to 2 are not in the store, and no snapshot that can be read covers them");
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedAgainAfterAWaitAndTheMailboxWaits() {
        store(new Put(7));
        storage.journal().failNextRead();
        ActorRef<Message> wallet = wallet();
        wallet.tell(new Put(1));
        CompletableFuture<Long> reply = balance(wallet);
        kit.settle();
        assertThat(reply).isNotDone();

        kit.time().advance(Duration.ofSeconds(2));

        assertThat(reply(reply)).isEqualTo(8);
    }

    @Test
    void whoAsksMeanwhileWaitsNoLongerThanItsTime() {
        IntStream.range(0, 10).forEach(i -> storage.snapshots().failNextLoad());
        CompletableFuture<Long> reply = wallet().ask(new Show(), Duration.ofSeconds(5));
        kit.settle();
        assertThat(reply).isNotDone();

        kit.time().advance(Duration.ofSeconds(6));

        assertThat(failure(reply)).isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void theWaitsGrow() {
        IntStream.range(0, 4).forEach(i -> storage.snapshots().failNextLoad());
        CompletableFuture<Long> reply = balance(wallet());
        kit.settle();

        // One, two, four and eight seconds, each at most a fifth longer.
        for (int halves = 1; halves <= 29; halves++) {
            kit.time().advance(Duration.ofMillis(500));
            kit.settle();
            assertThat(reply).as("after %d half seconds", halves).isNotDone();
        }
        for (int halves = 30; halves <= 42; halves++) {
            kit.time().advance(Duration.ofMillis(500));
            kit.settle();
        }

        assertThat(reply(reply)).isZero();
    }

    @Test
    void anEntityThatCannotRecoverTellsItsAskerAndTriesAgainWithTheNextMessage() {
        Entities<Message> wallets =
                EntityKinds.register(kit.system(), "wallet", persistence.behavior(Wallet.reducer()), AN_HOUR);
        storage.journal().failNextRead();

        assertThat(failure(wallets.get("w1").ask(new Show(), AN_HOUR)))
                .isInstanceOf(RecoveryFailedException.class)
                .hasCauseInstanceOf(JournalUnavailableException.class);

        assertThat(reply(wallets.get("w1").ask(new Put(1), AN_HOUR))).isEqualTo(1);
    }

    @Test
    void anEventThatNobodyKnowsStopsTheActor() {
        store(new Put(1));
        storeRaw(2, "wallet.unknown", 1, "{\"secret\":1}");

        RecoveryFailedException broken = failedRecovery(wallet());

        assertThat(broken).hasCauseInstanceOf(UnknownEventTypeException.class).hasMessageNotContaining("secret");
        assertThat(broken.id()).isEqualTo(Wallet.id("w1"));
        assertThat(broken.sequenceNr()).isEqualTo(2);
        assertThat(broken.eventType()).isEqualTo("wallet.unknown");
        assertThat(broken.isTransient()).isFalse();
    }

    @Test
    void anEventOnWhichTheFunctionThrowsStopsTheActor() {
        store(new Put(1));
        ActorRef<Message> wallet = wallet(
                persistence.behavior(PersistentReducer.of("wallet", Message.class, 0L, (balance, message, context) -> {
                    throw new IllegalStateException("on purpose");
                })));

        assertThat(failedRecovery(wallet)).hasMessageContaining("its handler threw java.lang.IllegalStateException");
    }

    @Test
    void aPolicyThatResumesDoesNotMakeAnActorOutOfHalfItsEvents() {
        store(new Put(1));
        storeRaw(2, "wallet.unknown", 1, "{}");
        ActorRef<Message> wallet =
                wallet(persistence.behavior(Wallet.reducer()).onCrash(SupervisionPolicy.always(Directive.RESUME)));

        assertThat(failure(balance(wallet))).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void brokenEventsMayBeSkippedWhichIsLogged() {
        store(new Put(1));
        storeRaw(2, "wallet.unknown", 1, "{}");
        storeRaw(3, "wallet.put", 1, "{\"amount\":\"much\"}");
        storeRaw(4, "wallet.put", 1, "{\"amount\":4}");

        try (LogCapture log = LogCapture.of(EventFold.class.getName())) {
            ActorRef<Message> wallet = wallet(
                    persistence.behavior(Wallet.reducer().skippingBrokenEvents(broken -> broken.sequenceNr() < 4)));

            assertThat(reply(balance(wallet))).isEqualTo(5);
            log.expect(Level.WARN, "its event 2 ('wallet.unknown') cannot be read");
            log.expect(Level.WARN, "its event 3 ('wallet.put') cannot be read");
            assertThat(reply(wallet.ask(new Put(1), AN_HOUR))).isEqualTo(6);
        }
    }

    @Test
    void whatSaysSomethingAboutTheStreamIsNobodysEvent() {
        store(new Put(1));
        storeRaw(2, "$deleted", 1, "{}");

        assertThat(reply(balance(wallet()))).isEqualTo(1);
    }

    @Test
    void anOldVersionComesAsWhatTheUpcasterMakesOfIt() {
        storeRaw(1, "wallet.put", 1, "{\"amount\":3}");
        EventTypes newer = EventTypes.builder()
                .add(Put.class, "wallet.put", 2)
                .upcast(Upcaster.of(
                        "wallet.put",
                        1,
                        node -> node.put("amount", node.get("amount").asLong() * 100)))
                .build();

        assertThat(reply(balance(wallet(Persistence.of(storage, newer).behavior(Wallet.reducer())))))
                .isEqualTo(300);
    }

    @Test
    void aCrashWhileRecoveringBeginsAgainFromNothing() {
        store(new Put(1), new Put(2));
        boolean[] failed = {false};
        ActorRef<Message> wallet = wallet(persistence
                .behavior(PersistentReducer.of("wallet", Message.class, 0L, (balance, message, context) -> {
                    if (message instanceof Put put) {
                        if (put.amount() == 2 && !failed[0]) {
                            failed[0] = true;
                            throw new IllegalStateException("once");
                        }
                        return balance + put.amount();
                    }
                    context.replyTo((Show) message).reply(balance);
                    return balance;
                }))
                .onCrash(SupervisionPolicy.always(Directive.RESET)));

        assertThat(reply(balance(wallet))).isEqualTo(3);
    }

    @Test
    void aStopWhileRecoveringEndsTheActor() {
        store(new Put(1));
        Persistence one = persistence.maxConcurrentRecoveries(1);
        CompletableFuture<RecoverySlots.Slot> other = one.settings().slots().acquire();
        ActorRef<Message> wallet = wallet(one.behavior(Wallet.reducer()));
        CompletableFuture<Long> reply = balance(wallet);
        kit.settle();

        CompletableFuture<Void> end = kit.system().stop(wallet);

        reply(end);
        assertThat(failure(reply)).isInstanceOf(ActorStoppedException.class);
        reply(other).release();
        assertThat(one.settings().slots().acquire()).isDone();
    }

    @Test
    void aStopWhileTheStoreDoesNotAnswerLeavesTheSlotToOthers() {
        Persistence one = persistence.maxConcurrentRecoveries(1);
        storage.journal().holdNextRead();
        ActorRef<Message> wallet = wallet(one.behavior(Wallet.reducer()));
        kit.settle();
        CompletableFuture<Long> other = balance(kit.spawn("w2", one.behavior(Wallet.reducer())));

        reply(kit.system().stop(wallet));

        assertThat(reply(other)).isZero();
    }

    @Test
    void whatASnapshotCoversThatIsStoredMeanwhileIsNotMissed() {
        store(new Put(1), new Put(2), new Put(3), new Put(4), new Put(5));
        snapshot(2, "wallet.balance", "3");
        CompletableFuture<Void> go = storage.journal().holdNextRead();
        CompletableFuture<Long> balance = balance(wallet());
        kit.settle();
        snapshot(4, "wallet.balance", "10");
        reply(storage.journal().deleteUpTo(Wallet.id("w1"), 4).toCompletableFuture());

        go.complete(null);

        assertThat(reply(balance)).isEqualTo(15);
    }

    @Test
    void whatIsDeletedBetweenTwoPagesIsNotMissedEither() {
        store(new Put(1), new Put(2), new Put(3), new Put(4), new Put(5));
        // The range and the first page.
        storage.journal().holdNextRead().complete(null);
        storage.journal().holdNextRead().complete(null);
        CompletableFuture<Void> go = storage.journal().holdNextRead();
        Persistence paging = persistence.pageSize(2);
        ActorRef<Message> wallet = wallet(paging.behavior(PersistentReducer.of(
                "wallet", Message.class, 0L, (balance, message, context) -> {
                    if (message instanceof Put put && put.amount() == 1) {
                        snapshot(5, "wallet.balance", "15");
                        reply(storage.journal().deleteUpTo(Wallet.id("w1"), 5).toCompletableFuture());
                        go.complete(null);
                    }
                    if (message instanceof Show show) {
                        context.replyTo(show).reply(balance);
                    }
                    return message instanceof Put put ? balance + put.amount() : balance;
                })));

        assertThat(reply(balance(wallet))).isEqualTo(15);
    }

    @Test
    void aSnapshotThatIsAheadOfTheEventsIsTold() {
        store(new Put(1), new Put(2));
        snapshot(9, "wallet.balance", "1000");

        RecoveryFailedException failed = failedRecovery(wallet());

        assertThat(failed)
                .hasMessageContaining("it has a snapshot at number 9, and no event from there on")
                .hasNoCause();
        assertThat(failed.isTransient()).isFalse();
    }

    @Test
    void aSnapshotAtTheLastEventIsEnough() {
        store(new Put(1), new Put(2));
        snapshot(2, "wallet.balance", "1000");

        assertThat(reply(balance(wallet()))).isEqualTo(1000);
    }

    @Test
    void aStoreThatAnswersNothingHasNotAnswered() {
        EventFold<Long> fold = new EventFold<>(Wallet.id("w1"), () -> 0L, (sum, event) -> sum, broken -> false);
        EventRecovery<Long> recovery = new EventRecovery<>(persistence, fold, null, page -> page.call());
        recovery.begin();

        assertThatExceptionOfType(RecoveryFailedException.class)
                .isThrownBy(() -> recovery.goOn(null, null))
                .matches(RecoveryFailedException::isTransient);
    }

    @Test
    void whatAnUpcasterThrowsIsTheEventsFault() {
        storeRaw(1, "wallet.old", 1, "{\"secret\":1}");
        EventTypes types = EventTypes.builder()
                .add(Put.class)
                .upcast(new Upcaster("wallet.old", 1, node -> {
                    throw new NoClassDefFoundError(node.toString());
                }))
                .build();

        RecoveryFailedException broken =
                failedRecovery(wallet(Persistence.of(storage, types).behavior(Wallet.reducer())));

        assertThat(broken.isTransient()).isFalse();
        assertThat(broken)
                .hasMessageContaining("java.lang.NoClassDefFoundError")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aNameThatWasMadeUpIsNoId() {
        ActorRef<Message> wallet = kit.system().spawn(persistence.behavior(Wallet.reducer()));

        assertThat(probe.receive())
                .isInstanceOf(InvalidPersistentActorException.class)
                .asString()
                .contains("has no name of its own", "Spawn it with a name");
        probe.expectTerminated(wallet);
        assertThat(reply(balance(
                        kit.system().spawn(persistence.behavior(Wallet.reducer().id("w1"))))))
                .isZero();
    }

    @Test
    void anyNameThatWasGivenIsAnId() {
        assertThat(reply(balance(kit.spawn("$3", persistence.behavior(Wallet.reducer())))))
                .isZero();
    }

    @Test
    void onlySoManyRecoverAtOnceAndAllDoInTheEnd() {
        Persistence two = persistence.maxConcurrentRecoveries(2);
        List<RecoverySlots.Slot> taken = List.of(
                reply(two.settings().slots().acquire()),
                reply(two.settings().slots().acquire()));
        List<CompletableFuture<Long>> replies = IntStream.range(0, 50)
                .mapToObj(i -> kit.spawn("many-" + i, two.behavior(Wallet.reducer())))
                .map(RecoveryTests::balance)
                .collect(Collectors.toList());
        kit.settle();
        assertThat(replies).noneMatch(CompletableFuture::isDone);

        taken.get(0).release();

        assertThat(replies).allSatisfy(reply -> assertThat(reply(reply)).isZero());
    }
}
