package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of states without a history must do. Implementers extend it. */
public abstract class DurableStateContract extends StorageContract {

    private static final String WRITER = newWriter();

    @Test
    void aStateComesBackAsItWasStored() {
        PersistenceId id = newId();
        Payload state = new Payload("cart", 2, "{\"items\":[\"€ \uD83D\uDE00\"]}");
        Instant before = Instant.now().minusMillis(1);

        result(states().save(new StateChange(id, WRITER, 1, state, false, "{\"trace\":1}")));

        StoredState stored = load(id);
        assertThat(stored.id()).isEqualTo(id);
        assertThat(stored.revision()).isEqualTo(1);
        assertThat(stored.state()).isEqualTo(state);
        assertThat(stored.metadata()).isEqualTo("{\"trace\":1}");
        assertThat(stored.writer()).isEqualTo(WRITER);
        assertThat(stored.updatedAt()).isBetween(before, Instant.now().plusMillis(1));
    }

    @Test
    void nobodyHasNone() {
        assertThat(result(states().load(newId()))).isEmpty();
    }

    @Test
    void aStateTakesThePlaceOfTheOneBefore() {
        PersistenceId id = newId();
        save(id, 1, "1");
        save(id, 2, "2");
        save(id, 3, "3");

        assertThat(load(id).revision()).isEqualTo(3);
        assertThat(load(id).state()).isEqualTo(new Payload("cart", 1, "3"));
    }

    @Test
    void aRevisionThatIsThereIsAConflict() {
        PersistenceId id = newId();
        save(id, 1, "1");
        save(id, 2, "2");

        for (long revision : new long[] {1, 2}) {
            assertThat(failureOf(states().save(change(id, newWriter(), revision, "\"late\""))))
                    .isInstanceOf(SequenceConflictException.class)
                    .hasMessageNotContaining("late");
        }
        assertThat(load(id).state()).isEqualTo(new Payload("cart", 1, "2"));
    }

    @Test
    void aRevisionWithoutTheOneBeforeIsAConflict() {
        PersistenceId id = newId();

        assertThat(failureOf(states().save(change(id, WRITER, 2, "2")))).isInstanceOf(SequenceConflictException.class);
        save(id, 1, "1");
        assertThat(failureOf(states().save(change(id, WRITER, 3, "3")))).isInstanceOf(SequenceConflictException.class);
        assertThat(load(id).revision()).isEqualTo(1);
    }

    @Test
    void aWriterMaySendItsChangeAgain() {
        PersistenceId id = newId();
        save(id, 1, "1");
        save(id, 2, "2");

        save(id, 2, "2");

        assertThat(load(id).revision()).isEqualTo(2);
    }

    @Test
    void aDeletedStateKeepsItsRevision() {
        PersistenceId id = newId();
        save(id, 1, "1");

        result(states().save(new StateChange(id, WRITER, 2, new Payload("cart", 1, "2"), true, null)));

        assertThat(load(id).revision()).isEqualTo(2);
        assertThat(load(id).state()).isNull();
        assertThat(failureOf(states().save(change(id, newWriter(), 1, "1"))))
                .isInstanceOf(SequenceConflictException.class);
        save(id, 3, "3");
        assertThat(load(id).state()).isEqualTo(new Payload("cart", 1, "3"));
    }

    @Test
    void aStateMayBeLarge() {
        PersistenceId id = newId();
        String json = '"' + "large ä ".repeat(100_000) + '"';
        save(id, 1, json);

        assertThat(load(id).state()).isEqualTo(new Payload("cart", 1, json));
    }

    @Test
    void manyAreSavedAtOnceAndAConflictLeavesTheNeighboursAlone() {
        List<PersistenceId> ids = IntStream.range(0, 50).mapToObj(i -> newId()).toList();
        ids.forEach(id -> save(id, 1, "1"));
        save(ids.get(30), 2, "\"first\"");

        List<CompletableFuture<Void>> answers = ids.stream()
                .map(id -> states().save(change(id, newWriter(), 2, "2")).toCompletableFuture())
                .toList();

        for (int i = 0; i < 50; i++) {
            if (i == 30) {
                assertThat(failureOf(answers.get(i))).isInstanceOf(SequenceConflictException.class);
            } else {
                assertThat(failureOf(answers.get(i))).isNull();
            }
            assertThat(load(ids.get(i)).revision()).isEqualTo(2);
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        PersistenceId id = newId();
        storage().close();

        assertThat(failureOf(states().load(id))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(states().save(change(id, WRITER, 1, "1"))))
                .isInstanceOf(JournalUnavailableException.class);
    }

    private DurableStateStore states() {
        return storage().states();
    }

    private void save(PersistenceId id, long revision, String json) {
        result(states().save(change(id, WRITER, revision, json)));
    }

    private StoredState load(PersistenceId id) {
        return result(states().load(id)).orElseThrow();
    }

    private static StateChange change(PersistenceId id, String writer, long revision, String json) {
        return new StateChange(id, writer, revision, new Payload("cart", 1, json), false, null);
    }
}
