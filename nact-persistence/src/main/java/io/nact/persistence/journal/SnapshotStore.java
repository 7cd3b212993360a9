package io.nact.persistence.journal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The snapshots of all ids. Losing one costs time only, as long as the events before it are there.
 *
 * <p>Nothing here blocks the caller; failures come with the stage, as a {@link PersistenceException}.
 */
public interface SnapshotStore {

    /**
     * Stores a snapshot, in the place of one with the same id and number, and removes all of the id's but the newest ones.
     *
     * @param keep how many stay, at least one
     * @return the number of the oldest snapshot that stays: events up to it may be deleted
     */
    CompletionStage<Long> save(Snapshot snapshot, int keep);

    /** The newest snapshot of the id whose number is at most this one. */
    CompletionStage<Optional<Snapshot>> load(PersistenceId id, long maxSequenceNr);

    /** Removes all snapshots of the id. */
    CompletionStage<Void> deleteAll(PersistenceId id);
}
