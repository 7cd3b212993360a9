package io.nact.testkit.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.StateChange;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultyStorageTests {

    private static final PersistenceId ID = PersistenceId.of("account", "42");

    private final FaultyStorage storage = FaultyStorage.inMemory();

    private final FaultyJournal journal = storage.journal();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void doesWhatTheStorageBehindItDoesUnlessToldOtherwise() {
        assertThat(failureOf(append(1))).isNull();
        assertThat(last()).isEqualTo(1);
    }

    @Test
    void anUnknownOutcomeMayBeOneOrTheOther() {
        journal.failNext();
        assertThat(failureOf(append(1))).isInstanceOf(JournalUnavailableException.class);
        assertThat(last()).isZero();

        journal.storeAndFailNext();
        assertThat(failureOf(append(1))).isInstanceOf(JournalUnavailableException.class);
        assertThat(last()).isEqualTo(1);
    }

    @Test
    void refusesToOrder() {
        journal.rejectNext();
        journal.conflictNext();

        assertThat(failureOf(append(1))).isInstanceOf(PersistRejectedException.class);
        assertThat(failureOf(append(1))).isInstanceOf(SequenceConflictException.class);
        assertThat(failureOf(append(1))).isNull();
    }

    @Test
    void holdsABatchUntilTheTestLetsItGo() {
        CompletableFuture<Void> go = journal.holdNext();
        CompletableFuture<Void> answer = append(1).toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(last()).isZero();

        go.complete(null);

        assertThat(answer).isCompleted();
        assertThat(last()).isEqualTo(1);
    }

    @Test
    void neverAnswersWhatHangs() {
        journal.hangNext();

        assertThat(append(1).toCompletableFuture()).isNotDone();
        assertThat(last()).isZero();
    }

    @Test
    void failsToReadOnce() {
        journal.failNextRead();
        journal.failNextRead();

        assertThat(failureOf(journal.range(ID, 0))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(journal.replay(ID, 1, 1, event -> {}))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(journal.replay(ID, 1, 1, event -> {}))).isNull();
    }

    @Test
    void failsToKeepAndToFindSnapshots() {
        Snapshot snapshot = new Snapshot(ID, 1, new Payload("account", 1, "1"), null);
        storage.snapshots().failNextSave();
        assertThat(failureOf(storage.snapshots().save(snapshot, 1))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(storage.snapshots().save(snapshot, 1))).isNull();

        storage.snapshots().failNextLoad();
        assertThat(failureOf(storage.snapshots().load(ID, 1))).isInstanceOf(JournalUnavailableException.class);
        assertThat(storage.snapshots().load(ID, 1).toCompletableFuture())
                .isCompletedWithValueMatching(found -> found.equals(Optional.of(snapshot)));
    }

    @Test
    void failsToKeepAndToFindStates() {
        StateChange change = new StateChange(ID, "writer", 1, new Payload("account", 1, "1"), false, null);
        FaultyDurableStateStore states = storage.states();
        states.failNext();
        states.rejectNext();
        states.conflictNext();
        states.hangNext();
        assertThat(failureOf(states.save(change))).isInstanceOf(JournalUnavailableException.class);
        assertThat(failureOf(states.save(change))).isInstanceOf(PersistRejectedException.class);
        assertThat(failureOf(states.save(change))).isInstanceOf(SequenceConflictException.class);
        assertThat(states.save(change).toCompletableFuture()).isNotDone();
        states.failNextLoad();
        assertThat(failureOf(states.load(ID))).isInstanceOf(JournalUnavailableException.class);
        assertThat(states.load(ID).toCompletableFuture()).isCompletedWithValue(Optional.empty());

        states.storeAndFailNext();

        assertThat(failureOf(states.save(change))).isInstanceOf(JournalUnavailableException.class);
        assertThat(states.load(ID).toCompletableFuture()).isCompletedWithValueMatching(Optional::isPresent);
        CompletableFuture<Void> go = states.holdNext();
        CompletableFuture<Void> held = states.save(change).toCompletableFuture();
        assertThat(held).isNotDone();
        go.complete(null);
        assertThat(held).isCompleted();
    }

    @Test
    void failsToFindCommands() {
        storage.commands().failNextFind();

        assertThat(failureOf(storage.commands().find(ID, CommandKey.of("one"))))
                .isInstanceOf(JournalUnavailableException.class);
        assertThat(storage.commands().find(ID, CommandKey.of("one")).toCompletableFuture())
                .isCompletedWithValue(Optional.empty());
    }

    private CompletionStage<Void> append(long sequenceNr) {
        EncodedEvent event = EncodedEvent.of(new Payload("account.opened", 1, "{}"));
        return journal.append(new EventBatch(ID, "writer", sequenceNr, List.of(event)));
    }

    private long last() {
        return journal.range(ID, 0).toCompletableFuture().join().to();
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        Throwable thrown = catchThrowable(() -> stage.toCompletableFuture().get(10, TimeUnit.SECONDS));
        return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    }
}
