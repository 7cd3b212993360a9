package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.SnapshotStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of snapshots must do. Implementers extend it. */
public abstract class SnapshotStoreContract extends StorageContract {

    @Test
    void aSnapshotComesBackAsItWasStored() {
        Snapshot snapshot =
                new Snapshot(newId(), 7, new Payload("account", 2, "{\"balance\":\"€ \uD83D\uDE00\"}"), "{\"a\":1}");
        save(snapshot, 1);

        assertThat(load(snapshot.id(), 7)).contains(snapshot);
    }

    @Test
    void nobodyHasNone() {
        assertThat(load(newId(), Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void theNewestIsLoadedThatIsNotTooNew() {
        PersistenceId id = newId();
        save(id, 10, "10", 9);
        save(id, 20, "20", 9);
        save(id, 30, "30", 9);

        assertThat(numberOf(load(id, Long.MAX_VALUE))).contains(30L);
        assertThat(numberOf(load(id, 29))).contains(20L);
        assertThat(numberOf(load(id, 20))).contains(20L);
        assertThat(numberOf(load(id, 9))).isEmpty();
    }

    @Test
    void theNewestStay() {
        PersistenceId id = newId();
        assertThat(save(id, 10, "10", 2)).isEqualTo(10);
        assertThat(save(id, 20, "20", 2)).isEqualTo(10);

        assertThat(save(id, 30, "30", 2)).isEqualTo(20);

        assertThat(numberOf(load(id, 29))).contains(20L);
        assertThat(load(id, 19)).isEmpty();
    }

    @Test
    void theOldestThatStaysIsThere() {
        PersistenceId id = newId();
        for (long sequenceNr = 10; sequenceNr <= 50; sequenceNr += 10) {
            long oldest = save(id, sequenceNr, "%d".formatted(sequenceNr), 3);

            assertThat(numberOf(load(id, oldest))).contains(oldest);
        }
    }

    @Test
    void oneThatIsOlderThanTheNewestTakesNobodysPlace() {
        PersistenceId id = newId();
        save(id, 20, "20", 1);

        assertThat(save(id, 10, "10", 1)).isEqualTo(20);

        assertThat(numberOf(load(id, Long.MAX_VALUE))).contains(20L);
    }

    @Test
    void aSnapshotTakesThePlaceOfItsNumber() {
        PersistenceId id = newId();
        save(id, 10, "\"before\"", 2);

        save(id, 10, "\"after\"", 2);

        assertThat(load(id, 10).map(snapshot -> snapshot.state().json())).contains("\"after\"");
    }

    @Test
    void manyAreStoredAtTheSameTime() {
        List<PersistenceId> ids = Stream.generate(this::newId).limit(300).toList();
        for (long sequenceNr = 10; sequenceNr <= 40; sequenceNr += 10) {
            long number = sequenceNr;
            List<CompletionStage<Long>> saves = ids.stream()
                    .map(id -> snapshots().save(new Snapshot(id, number, new Payload("account", 1, "1"), null), 2))
                    .toList();
            saves.forEach(StorageContract::result);
        }

        assertThat(ids)
                .allSatisfy(id -> assertThat(numberOf(load(id, 39))).contains(30L))
                .allSatisfy(id -> assertThat(load(id, 29)).isEmpty());
    }

    @Test
    void aSnapshotMayBeLarge() {
        PersistenceId id = newId();
        String json = '"' + "large ä ".repeat(250_000) + '"';
        save(id, 1, json, 1);

        assertThat(load(id, 1).map(snapshot -> snapshot.state().json())).contains(json);
    }

    @Test
    void allOfAnIdAreDeletedAndNobodyElses() {
        PersistenceId id = newId();
        PersistenceId other = newId();
        save(id, 1, "1", 2);
        save(id, 2, "2", 2);
        save(other, 1, "1", 2);

        result(snapshots().deleteAll(id));

        assertThat(load(id, Long.MAX_VALUE)).isEmpty();
        assertThat(load(other, Long.MAX_VALUE)).isPresent();
    }

    @Test
    void aClosedStoreSaysSo() {
        PersistenceId id = newId();
        storage().close();

        assertThat(failureOf(snapshots().load(id, 1))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(snapshots().save(new Snapshot(id, 1, new Payload("account", 1, "1"), null), 1)))
                .isInstanceOf(JournalUnavailableException.class);
    }

    private SnapshotStore snapshots() {
        return storage().snapshots();
    }

    private long save(PersistenceId id, long sequenceNr, String json, int keep) {
        return save(new Snapshot(id, sequenceNr, new Payload("account", 1, json), null), keep);
    }

    private long save(Snapshot snapshot, int keep) {
        return result(snapshots().save(snapshot, keep));
    }

    private Optional<Snapshot> load(PersistenceId id, long maxSequenceNr) {
        return result(snapshots().load(id, maxSequenceNr));
    }

    private static Optional<Long> numberOf(Optional<Snapshot> snapshot) {
        return snapshot.map(Snapshot::sequenceNr);
    }
}
