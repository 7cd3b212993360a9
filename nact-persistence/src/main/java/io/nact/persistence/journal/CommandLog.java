package io.nact.persistence.journal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which commands of an id have been processed. One is stored with what it led to, all or nothing: see {@link
 * EventBatch#command} and {@link StateChange#command}. A store may forget those that are old.
 *
 * <p>Nothing here blocks the caller; failures come with the stage, as a {@link PersistenceException}.
 */
public interface CommandLog {

    /** The number of the last event that the command led to, or the revision; empty if it is not known. */
    CompletionStage<Optional<Long>> find(PersistenceId id, CommandKey command);

    /** All commands of the id that are known, with their numbers; empty if they are more than so many. */
    CompletionStage<Optional<Map<CommandKey, Long>>> all(PersistenceId id, int atMost);

    /** Forgets the commands of the id that led to this number, or to one before. */
    CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr);
}
