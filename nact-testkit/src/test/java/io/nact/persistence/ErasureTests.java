package io.nact.persistence;

import static io.nact.persistence.Outcomes.failure;
import static io.nact.persistence.Outcomes.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.persistence.Till.Command;
import io.nact.persistence.Till.Pay;
import io.nact.persistence.Till.Show;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StoredState;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.persistence.FaultyStorage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is left of an id whose data are taken away. */
class ErasureTests {

    private final ActorTestKit kit = ActorTestKit.create();

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final Persistence persistence = Persistence.of(storage, Till.TYPES);

    @AfterEach
    void close() {
        kit.close();
        storage.close();
    }

    private ActorRef<Command> till(EventSourced<Command, Till.Takings, Till.Event> till) {
        return kit.spawn("t1", persistence.behavior(till).onCrash(SupervisionPolicy.always(Directive.RESUME)));
    }

    private ActorRef<Command> till() {
        return till(Till.eventSourced());
    }

    /** Without what is left of erased events. */
    private List<StoredEvent> stored() {
        return Wallet.stored(persistence, Till.ID).stream()
                .filter(event -> !event.payload().equals(Payload.BLANK))
                .toList();
    }

    private Optional<Snapshot> snapshot(PersistenceId id) {
        return reply(storage.snapshots().load(id, Long.MAX_VALUE).toCompletableFuture());
    }

    private void snapshot(PersistenceId id, long sequenceNr) {
        reply(storage.snapshots()
                .save(new Snapshot(id, sequenceNr, new Payload("till.takings", 1, "{\"sum\":99}"), null), 1)
                .toCompletableFuture());
    }

    private void erase() {
        assertThat(reply(persistence.erase("till", "t1"))).isNull();
    }

    @Test
    void oneEventIsLeftWhichSaysSo() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        reply(till.ask(new Pay("other", 5)));
        kit.stop(till);

        erase();

        assertThat(stored()).singleElement().satisfies(event -> {
            assertThat(event.sequenceNr()).isEqualTo(5);
            assertThat(event.payload()).isEqualTo(new Payload("$erased", 1, "{}"));
        });
    }

    @Test
    void snapshotsAndCommandsAreGone() {
        ActorRef<Command> till = till(Till.eventSourced().snapshots(SnapshotPolicy.every(1)));
        reply(till.ask(new Pay("one", 5)));
        kit.stop(till);
        assertThat(snapshot(Till.ID)).isPresent();

        erase();

        assertThat(snapshot(Till.ID)).isEmpty();
        assertThat(reply(till().ask(new Pay("one", 5)))).isEqualTo(5);
    }

    @Test
    void theSnapshotsOfQueriesAreGoneAndTheyBeginAnew() {
        PersistentQuery<Long> sums = persistence
                .query("till", Till.Paid.class, 0L, (sum, paid) -> sum + paid.amount())
                .snapshots("till-sum", SnapshotPolicy.every(1000));
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        assertThat(reply(sums.of("t1"))).isEqualTo(5);
        snapshot(PersistenceId.of("till-sum", "t1"), 1);
        kit.stop(till);

        erase();

        assertThat(snapshot(PersistenceId.of("till-sum", "t1"))).isEmpty();
        assertThat(reply(sums.of("t1"))).isZero();
        reply(till().ask(new Pay("one", 7)));
        assertThat(reply(sums.of("t1"))).isEqualTo(7);
        assertThat(reply(sums.cachedIds(1).of("t1"))).isEqualTo(7);
    }

    @Test
    void anActorThatStartsAfterThatBeginsFromNothingAndTheNumbersGoOn() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        kit.stop(till);
        erase();

        ActorRef<Command> next = till();

        assertThat(reply(next.ask(new Show()))).isZero();
        assertThat(reply(next.ask(new Pay("one", 7)))).isEqualTo(7);
        assertThat(stored()).extracting(StoredEvent::sequenceNr).containsExactly(3L, 4L, 5L);
    }

    @Test
    void anActorThatIsRunningMeetsAConflictAndBeginsFromNothing() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        erase();

        assertThat(failure(till.ask(new Pay("other", 5)))).isInstanceOf(SequenceConflictException.class);

        assertThat(reply(till.ask(new Pay("other", 7)))).isEqualTo(7);
    }

    @Test
    void aSnapshotThatComesTooLateIsDroppedByTheNextRecovery() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        kit.stop(till);
        erase();
        snapshot(Till.ID, 1);

        assertThat(reply(till().ask(new Show()))).isZero();

        assertThat(snapshot(Till.ID)).isEmpty();
    }

    @Test
    void anErasureThatComesWhileTheEventsAreReadIsSeen() {
        Wallet.store(
                Persistence.of(storage, Wallet.TYPES),
                Wallet.id("w1"),
                new Wallet.Put(1),
                new Wallet.Put(2),
                new Wallet.Put(3),
                new Wallet.Put(4));
        Persistence wallets = Persistence.of(storage, Wallet.TYPES).pageSize(1);
        boolean[] erased = {false};
        PersistentQuery<Long> sums = wallets.query("wallet", Wallet.Put.class, 0L, (sum, put) -> {
            if (!erased[0]) {
                erased[0] = true;
                // The thread on which a fold runs reads nothing else meanwhile, and erasing in memory needs none.
                reply(wallets.erase("wallet", "w1"));
            }
            return sum + put.amount();
        });

        assertThat(reply(sums.of("w1"))).isZero();
    }

    @Test
    void aStateWithoutAHistoryIsGoneAndItsRevisionsGoOn() {
        ActorRef<Command> till = kit.spawn(
                "t1", persistence.behavior(Till.durable()).onCrash(SupervisionPolicy.always(Directive.RESUME)));
        reply(till.ask(new Pay("one", 5)));

        erase();

        StoredState left =
                reply(storage.states().load(Till.ID).toCompletableFuture()).orElseThrow();
        assertThat(left.state()).isNull();
        assertThat(left.revision()).isEqualTo(2);
        assertThat(failure(till.ask(new Pay("other", 7)))).isInstanceOf(SequenceConflictException.class);
        assertThat(reply(till.ask(new Pay("one", 7)))).isEqualTo(7);
    }

    @Test
    void anActorThatGoesOnWritingDoesNotPreventIt() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        storage.journal().conflictNext();
        storage.journal().conflictNext();

        erase();

        assertThat(stored()).hasSize(1);
    }

    @Test
    void whatCouldNotBeDoneIsToldAndGoesOnTheNextTime() {
        ActorRef<Command> till = till();
        reply(till.ask(new Pay("one", 5)));
        kit.stop(till);
        storage.journal().storeAndFailNext();
        assertThat(failure(persistence.erase("till", "t1"))).isInstanceOf(JournalUnavailableException.class);
        assertThat(stored()).hasSize(3);

        erase();

        assertThat(stored()).extracting(event -> event.payload().type()).containsExactly("$erased");
    }

    @Test
    void anIdOfWhichNothingIsStoredLeavesNothing() {
        erase();

        assertThat(stored()).isEmpty();
    }
}
