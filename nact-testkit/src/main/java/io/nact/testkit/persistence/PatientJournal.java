package io.nact.testkit.persistence;

import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A journal that has done everything when its methods return, for a test that is all on one thread. */
record PatientJournal(Journal journal) implements Journal {

    private static <T> CompletionStage<T> done(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        // Not join, for whether it has failed is for the caller to see.
        return future.handle((value, failure) -> future).join();
    }

    @Override
    public CompletionStage<Void> append(EventBatch batch) {
        return done(journal.append(batch));
    }

    @Override
    public CompletionStage<StreamRange> range(PersistenceId id, long after) {
        return done(journal.range(id, after));
    }

    @Override
    public CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each) {
        return done(journal.replay(id, from, to, each));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position) {
        return done(journal.deleteUpTo(id, sequenceNr, position));
    }

    @Override
    public CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr) {
        return done(journal.eraseUpTo(id, sequenceNr));
    }
}
