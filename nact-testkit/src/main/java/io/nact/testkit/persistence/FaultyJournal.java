package io.nact.testkit.persistence;

import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistRejectedException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A journal that fails to order. Orders are carried out once each, in the order in which they were given: those about writing
 * by the next batches, those about reading by the next ranges that are asked for and the next replays.
 */
public final class FaultyJournal implements Journal {

    private final Journal journal;

    private final Queue<Fault> writing = new ConcurrentLinkedQueue<>();

    /** What the next reads wait for. */
    private final Queue<CompletableFuture<Void>> reading = new ConcurrentLinkedQueue<>();

    /** What becomes of one batch. */
    @FunctionalInterface
    private interface Fault {

        CompletionStage<Void> append(EventBatch batch);
    }

    FaultyJournal(Journal journal) {
        this.journal = journal;
    }

    /** The next batch is not stored, and its outcome is said to be unknown. */
    public void failNext() {
        writing.add(batch -> unknown());
    }

    /** The next batch is stored, and its outcome is said to be unknown. */
    public void storeAndFailNext() {
        writing.add(batch -> journal.append(batch).thenCompose(stored -> unknown()));
    }

    /** The next batch is refused. */
    public void rejectNext() {
        writing.add(batch -> CompletableFuture.failedFuture(
                new PersistRejectedException("%s was refused, as the test told it to be".formatted(batch))));
    }

    /** The next batch meets another writer's. */
    public void conflictNext() {
        writing.add(batch ->
                CompletableFuture.failedFuture(new SequenceConflictException(batch.id(), batch.firstSequenceNr())));
    }

    /** The next batch is not stored, and its writer never hears of it. */
    public void hangNext() {
        writing.add(batch -> new CompletableFuture<>());
    }

    /** The next batch is stored when this is completed, which the test does. */
    public CompletableFuture<Void> holdNext() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        writing.add(batch -> go.thenCompose(now -> journal.append(batch)));
        return go;
    }

    /** The next range or replay fails. */
    public void failNextRead() {
        failNextRead(new JournalUnavailableException("Nothing could be read, as the test told it to be"));
    }

    /** The next range or replay fails with this. */
    public void failNextRead(RuntimeException failure) {
        reading.add(CompletableFuture.failedFuture(failure));
    }

    /** The next range or replay is read when this is completed, which the test does. */
    public CompletableFuture<Void> holdNextRead() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        reading.add(go);
        return go;
    }

    @Override
    public CompletionStage<Void> append(EventBatch batch) {
        Fault fault = writing.poll();
        return fault == null ? journal.append(batch) : fault.append(batch);
    }

    @Override
    public CompletionStage<StreamRange> range(PersistenceId id, long after) {
        CompletableFuture<Void> go = reading.poll();
        return go == null ? journal.range(id, after) : go.thenCompose(now -> journal.range(id, after));
    }

    @Override
    public CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each) {
        CompletableFuture<Void> go = reading.poll();
        return go == null
                ? journal.replay(id, from, to, each)
                : go.thenCompose(now -> journal.replay(id, from, to, each));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position) {
        return journal.deleteUpTo(id, sequenceNr, position);
    }

    @Override
    public CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr) {
        return journal.eraseUpTo(id, sequenceNr);
    }

    private static CompletionStage<Void> unknown() {
        return CompletableFuture.failedFuture(
                new JournalUnavailableException("Nobody knows what became of it, as the test told it to be"));
    }
}
