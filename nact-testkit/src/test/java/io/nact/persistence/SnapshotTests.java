package io.nact.persistence;

import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.event.ActorEvent;
import io.nact.persistence.Wallet.Message;
import io.nact.persistence.Wallet.Put;
import io.nact.persistence.Wallet.Show;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.StoredEvent;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.LogCapture;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Snapshots spare events when the state comes back, and never harm the actor. */
class SnapshotTests {

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Wallet.TYPES);

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Message> wallet(SnapshotPolicy policy) {
        return kit.spawn("w1", persistence.behavior(Wallet.reducer().snapshots(policy)));
    }

    private static void put(ActorRef<Message> wallet, int times) {
        for (int i = 0; i < times; i++) {
            reply(wallet.ask(new Put(1)));
        }
    }

    private Optional<Snapshot> snapshot(long atMost) {
        return reply(storage.snapshots().load(Wallet.id("w1"), atMost).toCompletableFuture());
    }

    private Long newest() {
        return snapshot(Long.MAX_VALUE).map(Snapshot::sequenceNr).orElse(0L);
    }

    @Test
    void oneIsTakenAfterSoManyEventsWithTheStateAfterTheLast() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(3));

        put(wallet, 2);
        assertThat(newest()).isZero();
        put(wallet, 1);

        assertThat(newest()).isEqualTo(3);
        assertThat(snapshot(3).orElseThrow().state().json()).isEqualTo("3");
    }

    @Test
    void severalEventsOfOneMessageCountEach() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(3));
        reply(wallet.ask(new Wallet.Act((balance, context) -> {
            for (int i = 0; i < 4; i++) {
                context.persist(new Put(1));
            }
            return balance + 4;
        })));

        assertThat(newest()).isEqualTo(4);
    }

    @Test
    void theEventsThatWereRecoveredCount() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(3));
        put(wallet, 2);
        kit.stop(wallet);

        put(wallet(SnapshotPolicy.every(3)), 1);

        assertThat(newest()).isEqualTo(3);
    }

    @Test
    void enoughRecoveredEventsAreASnapshotAtOnce() {
        Wallet.store(persistence, Wallet.id("w1"), new Put(1), new Put(1), new Put(1));

        reply(wallet(SnapshotPolicy.every(3)).ask(new Show()));

        assertThat(newest()).isEqualTo(3);
    }

    @Test
    void theLastOnesAreKept() {
        put(wallet(SnapshotPolicy.every(1).keep(2)), 5);

        assertThat(newest()).isEqualTo(5);
        assertThat(snapshot(4)).isPresent();
        assertThat(snapshot(3)).isEmpty();
    }

    @Test
    void onePreventedByTheStoreHarmsNobodyAndTheNextOneIsTaken() {
        storage.snapshots().failNextSave();
        try (LogCapture log = LogCapture.of(Snapshots.class.getName())) {
            ActorRef<Message> wallet = wallet(SnapshotPolicy.every(2));

            put(wallet, 3);

            log.expect(Level.WARN, "The snapshot of 'wallet|w1' at number 2 was not taken");
            assertThat(newest()).isZero();
            put(wallet, 1);
            assertThat(newest()).isEqualTo(4);
        }
    }

    @Test
    void aStateThatCannotBeWrittenDownHarmsNobody() {
        ActorRef<Message> wallet =
                kit.spawn("w1", with(new NoStates()).behavior(Wallet.reducer().snapshots(SnapshotPolicy.every(1))));

        try (LogCapture log = LogCapture.of(Snapshots.class.getName())) {
            put(wallet, 2);
            log.expect(Level.WARN, "The codec threw java.lang.IllegalStateException");
        }
        assertThat(reply(wallet.ask(new Show()))).isEqualTo(2);
    }

    /** Cannot write states. */
    private static final class NoStates implements PayloadCodec {

        @Override
        public String encode(Object value, String json) {
            if (value instanceof Long) {
                throw new IllegalStateException("on purpose");
            }
            return json;
        }

        @Override
        public String decode(Payload stored) {
            return stored.json();
        }
    }

    private Persistence with(PayloadCodec codec) {
        return Persistence.of(
                storage,
                EventTypes.builder()
                        .add(Put.class)
                        .add(Long.class, "wallet.balance", 1)
                        .codec(codec)
                        .build());
    }

    @Test
    void aStateWithoutAnAliasIsToldAtTheStart() {
        CompletableFuture<Throwable> crash = new CompletableFuture<>();
        kit.system().events().subscribe(ActorEvent.Crashed.class, crashed -> crash.complete(crashed.cause()));
        Persistence withoutState =
                Persistence.of(storage, EventTypes.builder().add(Put.class).build());

        kit.spawn("w1", withoutState.behavior(Wallet.reducer().snapshots(SnapshotPolicy.every(1))));

        assertThat(reply(crash))
                .isInstanceOf(InvalidPersistentActorException.class)
                .hasMessageContaining("'wallet' stores java.lang.Long, which is not among the event types");
    }

    @Test
    void eventsThatNoKeptSnapshotNeedsMayBeDeleted() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(2).keep(2).deletingEvents());
        put(wallet, 7);

        assertThat(Wallet.stored(persistence, Wallet.id("w1")))
                .extracting(StoredEvent::sequenceNr)
                .containsExactly(5L, 6L, 7L);
        kit.stop(wallet);
        assertThat(reply(wallet(SnapshotPolicy.every(2)).ask(new Put(1)))).isEqualTo(8);
    }

    @Test
    void aSnapshotThatCannotBeReadStandsForNoEvent() {
        SnapshotPolicy policy = SnapshotPolicy.every(2).deletingEvents();
        Behavior<Message> behavior =
                with(new OnlyEvents()).behavior(Wallet.reducer().snapshots(policy));
        ActorRef<Message> wallet = kit.spawn("w1", behavior);

        try (LogCapture log = LogCapture.of(Snapshots.class.getName())) {
            put(wallet, 7);
            log.expect(Level.WARN, "No event of 'wallet|w1' is deleted, for its snapshot at number 4");
        }

        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(7);
        kit.stop(wallet);
        assertThat(reply(kit.spawn("w1", behavior).ask(new Show()))).isEqualTo(7);
    }

    /** Writes states, and cannot read them. */
    private static final class OnlyEvents implements PayloadCodec {

        @Override
        public String encode(Object value, String json) {
            return json;
        }

        @Override
        public String decode(Payload stored) {
            return stored.type().equals("wallet.balance") ? "{}" : stored.json();
        }
    }

    @Test
    void aSnapshotThatIsAheadStandsForNoEvent() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(2).keep(1).deletingEvents());
        put(wallet, 1);
        reply(storage.snapshots()
                .save(new Snapshot(Wallet.id("w1"), 9, new Payload("wallet.balance", 1, "9"), null), 1)
                .toCompletableFuture());

        put(wallet, 4);

        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(5);
    }

    @Test
    void eventsThatSomebodyHasYetToReadStayUntilALaterSnapshot() {
        long[] readUpTo = {3};
        Persistence limited = persistence.deletingOnlyUpTo(() -> CompletableFuture.completedFuture(readUpTo[0]));
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                limited.behavior(Wallet.reducer()
                        .snapshots(SnapshotPolicy.every(2).keep(1).deletingEvents())));
        put(wallet, 6);
        assertThat(Wallet.stored(persistence, Wallet.id("w1")))
                .extracting(StoredEvent::sequenceNr)
                .containsExactly(4L, 5L, 6L);

        readUpTo[0] = 7;
        put(wallet, 2);

        assertThat(Wallet.stored(persistence, Wallet.id("w1")))
                .extracting(StoredEvent::sequenceNr)
                .containsExactly(8L);
    }

    @Test
    void whoCannotSayWhatHasBeenReadKeepsTheEvents() {
        Persistence limited = persistence.deletingOnlyUpTo(
                () -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")));
        ActorRef<Message> wallet = kit.spawn(
                "w1",
                limited.behavior(
                        Wallet.reducer().snapshots(SnapshotPolicy.every(2).deletingEvents())));
        try (LogCapture log = LogCapture.of(Snapshots.class.getName())) {
            put(wallet, 6);
            log.expect(Level.WARN, "or not all that belongs to it");
        }

        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(6);
        assertThat(newest()).isEqualTo(6);
    }

    @Test
    void unlessToldNoEventIsDeleted() {
        put(wallet(SnapshotPolicy.every(2)), 7);

        assertThat(Wallet.stored(persistence, Wallet.id("w1"))).hasSize(7);
    }

    @Test
    void theStateComesBackFromIt() {
        ActorRef<Message> wallet = wallet(SnapshotPolicy.every(2).keep(1).deletingEvents());
        put(wallet, 5);
        kit.stop(wallet);

        assertThat(reply(wallet(SnapshotPolicy.every(2)).ask(new Show()))).isEqualTo(5);
    }

    @Test
    void aPolicyThatMeansNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SnapshotPolicy.every(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnapshotPolicy.every(1).keep(0));
    }
}
