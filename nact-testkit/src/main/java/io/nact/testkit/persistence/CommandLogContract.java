package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every log of commands must do, and the journal and the store of states with it. Implementers extend it. */
public abstract class CommandLogContract extends StorageContract {

    private static final CommandKey ONE = CommandKey.of("one");

    private static final CommandKey OTHER = CommandKey.of("other");

    private static final String WRITER = newWriter();

    @Test
    void aCommandIsKnownWithTheNumberOfItsLastEvent() {
        PersistenceId id = newId();
        assertThat(find(id, ONE)).isEmpty();

        append(id, 1, 3, ONE);
        append(id, 4, 1, OTHER);

        assertThat(find(id, ONE)).contains(3L);
        assertThat(find(id, OTHER)).contains(4L);
        assertThat(find(newId(), ONE)).isEmpty();
    }

    @Test
    void aCommandIsKnownWithTheRevisionOfItsState() {
        PersistenceId id = newId();
        result(save(id, WRITER, 1, ONE));
        result(save(id, WRITER, 2, OTHER));

        assertThat(find(id, ONE)).contains(1L);
        assertThat(find(id, OTHER)).contains(2L);
    }

    @Test
    void keysThatLookAlikeAreDifferent() {
        PersistenceId id = newId();
        append(id, 1, 1, CommandKey.of("a"));

        assertThat(find(id, CommandKey.of("A"))).isEmpty();
        assertThat(find(id, CommandKey.of("a "))).isEmpty();
        assertThat(find(id, CommandKey.of("a"))).contains(1L);
    }

    @Test
    void aCommandThatIsKnownIsAConflictAndNothingIsStored() {
        PersistenceId id = newId();
        append(id, 1, 1, ONE);

        assertThat(failureOf(storage().journal().append(batch(id, newWriter(), 2, 2, ONE))))
                .isInstanceOf(SequenceConflictException.class);

        assertThat(result(storage().journal().range(id, 0)).to()).isEqualTo(1);
        assertThat(find(id, ONE)).contains(1L);
    }

    @Test
    void aStatesCommandThatIsKnownIsAConflictAndNothingIsStored() {
        PersistenceId id = newId();
        result(save(id, WRITER, 1, ONE));

        assertThat(failureOf(save(id, newWriter(), 2, ONE))).isInstanceOf(SequenceConflictException.class);

        assertThat(result(storage().states().load(id)).orElseThrow().revision()).isEqualTo(1);
    }

    @Test
    void aConflictLeavesNoCommandBehind() {
        PersistenceId id = newId();
        append(id, 1, 1, ONE);

        assertThat(failureOf(storage().journal().append(batch(id, newWriter(), 1, 1, OTHER))))
                .isInstanceOf(SequenceConflictException.class);

        assertThat(find(id, OTHER)).isEmpty();
    }

    @Test
    void aWriterMaySendItsBatchAgain() {
        PersistenceId id = newId();
        append(id, 1, 2, ONE);

        append(id, 1, 2, ONE);

        assertThat(find(id, ONE)).contains(2L);
        assertThat(result(storage().journal().range(id, 0)).to()).isEqualTo(2);
    }

    @Test
    void manyAreStoredAtOnceAndAConflictLeavesTheNeighboursAlone() {
        List<PersistenceId> ids = IntStream.range(0, 50).mapToObj(i -> newId()).toList();
        append(ids.get(20), 1, 1, ONE);

        List<CompletableFuture<Void>> answers = ids.stream()
                .map(id -> storage()
                        .journal()
                        .append(batch(id, newWriter(), id.equals(ids.get(20)) ? 2 : 1, 2, ONE))
                        .toCompletableFuture())
                .toList();

        for (int i = 0; i < 50; i++) {
            if (i == 20) {
                assertThat(failureOf(answers.get(i))).isInstanceOf(SequenceConflictException.class);
                assertThat(find(ids.get(i), ONE)).contains(1L);
            } else {
                assertThat(failureOf(answers.get(i))).isNull();
                assertThat(find(ids.get(i), ONE)).contains(2L);
            }
        }
    }

    @Test
    void allOfAnIdAreReadIfTheyAreNotTooMany() {
        PersistenceId id = newId();
        append(newId(), 1, 1, ONE);
        assertThat(result(storage().commands().all(id, 2))).contains(Map.of());
        append(id, 1, 2, ONE);
        append(id, 3, 1, OTHER);

        assertThat(result(storage().commands().all(id, 2))).contains(Map.of(ONE, 2L, OTHER, 3L));
        assertThat(result(storage().commands().all(id, 1))).isEmpty();
    }

    @Test
    void theCommandsOfAnIdAreForgottenUpToANumberAndNobodyElses() {
        PersistenceId id = newId();
        PersistenceId neighbour = newId();
        append(id, 1, 2, ONE);
        append(id, 3, 1, OTHER);
        append(neighbour, 1, 1, ONE);

        result(storage().commands().deleteUpTo(id, 2));

        assertThat(find(id, ONE)).isEmpty();
        assertThat(find(id, OTHER)).contains(3L);
        assertThat(find(neighbour, ONE)).contains(1L);
    }

    @Test
    void aClosedLogSaysSo() {
        PersistenceId id = newId();
        storage().close();

        assertThat(failureOf(storage().commands().find(id, ONE))).isInstanceOf(JournalUnavailableException.class);
    }

    private Optional<Long> find(PersistenceId id, CommandKey command) {
        return result(storage().commands().find(id, command));
    }

    private void append(PersistenceId id, long first, int events, CommandKey command) {
        result(storage().journal().append(batch(id, WRITER, first, events, command)));
    }

    private CompletionStage<Void> save(PersistenceId id, String writer, long revision, CommandKey command) {
        return storage()
                .states()
                .save(new StateChange(id, writer, revision, new Payload("cart", 1, "1"), false, null, command));
    }

    private static EventBatch batch(PersistenceId id, String writer, long first, int events, CommandKey command) {
        List<EncodedEvent> encoded = IntStream.range(0, events)
                .mapToObj(i -> EncodedEvent.of(new Payload("contract.happened", 1, "{}")))
                .toList();
        return new EventBatch(id, writer, first, encoded, command);
    }
}
