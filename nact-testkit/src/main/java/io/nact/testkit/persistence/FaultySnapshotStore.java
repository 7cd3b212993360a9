package io.nact.testkit.persistence;

import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.SnapshotStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A store of snapshots that fails to order, once for each order. */
public final class FaultySnapshotStore implements SnapshotStore {

    private final SnapshotStore snapshots;

    private final AtomicInteger failingSaves = new AtomicInteger();

    private final AtomicInteger failingLoads = new AtomicInteger();

    FaultySnapshotStore(SnapshotStore snapshots) {
        this.snapshots = snapshots;
    }

    /** The next snapshot is not stored. */
    public void failNextSave() {
        failingSaves.incrementAndGet();
    }

    /** The next attempt to load one fails. */
    public void failNextLoad() {
        failingLoads.incrementAndGet();
    }

    @Override
    public CompletionStage<Long> save(Snapshot snapshot, int keep) {
        return unless(failingSaves, () -> snapshots.save(snapshot, keep));
    }

    @Override
    public CompletionStage<Optional<Snapshot>> load(PersistenceId id, long maxSequenceNr) {
        return unless(failingLoads, () -> snapshots.load(id, maxSequenceNr));
    }

    @Override
    public CompletionStage<Void> deleteAll(PersistenceId id) {
        return snapshots.deleteAll(id);
    }

    private static <T> CompletionStage<T> unless(AtomicInteger failing, Supplier<CompletionStage<T>> otherwise) {
        boolean fails = failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return fails
                ? CompletableFuture.failedFuture(
                        new JournalUnavailableException("The snapshots cannot be reached, as the test told it to be"))
                : otherwise.get();
    }
}
