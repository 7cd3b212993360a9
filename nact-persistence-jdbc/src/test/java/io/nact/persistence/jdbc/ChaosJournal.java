package io.nact.persistence.jdbc;

import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A journal that does not know what became of some batches: of some that are stored, and of some that are not. */
final class ChaosJournal implements Journal {

    private final Journal journal;

    private final Random random;

    private final double beforeCommit;

    private final double afterCommit;

    private final AtomicInteger lostAnswers = new AtomicInteger();

    ChaosJournal(Journal journal, long seed, double beforeCommit, double afterCommit) {
        this.journal = journal;
        this.random = new Random(seed);
        this.beforeCommit = beforeCommit;
        this.afterCommit = afterCommit;
    }

    int lostAnswers() {
        return lostAnswers.get();
    }

    @Override
    public CompletionStage<Void> append(EventBatch batch) {
        if (batch.events().stream().anyMatch(event -> event.payload().type().equals(ShakenStorages.POISON))) {
            return CompletableFuture.failedFuture(new PersistRejectedException(batch + " is poison"));
        }
        if (happens(beforeCommit)) {
            return unknown("before it was stored");
        }
        return journal.append(batch).thenCompose(stored -> {
            if (!happens(afterCommit)) {
                return CompletableFuture.completedFuture(stored);
            }
            lostAnswers.incrementAndGet();
            return unknown("after it was stored");
        });
    }

    private static CompletableFuture<Void> unknown(String when) {
        return CompletableFuture.failedFuture(new JournalUnavailableException("The answer was lost " + when));
    }

    private synchronized boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    @Override
    public CompletionStage<StreamRange> range(PersistenceId id, long after) {
        return journal.range(id, after);
    }

    @Override
    public CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each) {
        return journal.replay(id, from, to, each);
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position) {
        return journal.deleteUpTo(id, sequenceNr, position);
    }

    @Override
    public CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr) {
        return journal.eraseUpTo(id, sequenceNr);
    }
}
