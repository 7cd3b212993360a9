package io.nact.persistence.journal;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One state per id, without a history, numbered by revisions.
 *
 * <p>Nothing here blocks the caller; failures come with the stage, as a {@link PersistenceException}.
 */
public interface DurableStateStore {

    /**
     * Replaces the state of the id if the store has the revision before this one, and completes when it is safe. The first
     * revision is 1. A change that its own writer has stored already is not stored again, and completes. Fails as {@link
     * Journal#append} does; {@link SequenceConflictException} says that another writer was there before, or that the command
     * has been processed.
     */
    CompletionStage<Void> save(StateChange change);

    /** The state of the id; also one that was deleted, with its revision and without a payload. */
    CompletionStage<Optional<StoredState>> load(PersistenceId id);
}
