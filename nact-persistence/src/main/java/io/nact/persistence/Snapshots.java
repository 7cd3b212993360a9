package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The snapshots of one actor. Whether they can be written or not, the actor goes on.
 *
 * <p>The state is written down in the actor's turn, for it may change in the next; the rest happens beside.
 */
final class Snapshots<S> {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private final PersistenceId id;

    private final Persistence persistence;

    private final SnapshotPolicy policy;

    /** The number of the last event when one was last taken, or tried. */
    private long triedAt;

    private CompletableFuture<?> underway = CompletableFuture.completedFuture(null);

    Snapshots(PersistenceId id, Persistence persistence, SnapshotPolicy policy) {
        this.id = id;
        this.persistence = persistence;
        this.policy = policy;
    }

    /** Whether they make events needless. */
    boolean deletesEvents() {
        return policy.deletesEvents();
    }

    /** The state has been recovered from a snapshot at this number, or without one from 0 on. */
    void recovered(long snapshotNr) {
        triedAt = snapshotNr;
    }

    /** Takes one if it is time for it, and the one before is out of hand. */
    void consider(S state, long sequenceNr) {
        if (sequenceNr - triedAt < policy.every() || !underway.isDone()) {
            return;
        }
        triedAt = sequenceNr;
        try {
            Snapshot snapshot = new Snapshot(id, sequenceNr, persistence.encodeState(state), null);
            underway = save(snapshot).toCompletableFuture();
        } catch (RuntimeException | LinkageError failure) {
            failed(sequenceNr, failure);
        }
    }

    private CompletionStage<?> save(Snapshot snapshot) {
        CompletionStage<?> saved = persistence
                .storage()
                .snapshots()
                .save(snapshot, policy.keep())
                .thenCompose(
                        oldest -> policy.deletesEvents() ? deleteEvents(snapshot.sequenceNr(), oldest) : nothing());
        return saved.whenComplete((nothing, failure) -> {
            if (failure != null) {
                failed(snapshot.sequenceNr(), failure);
            }
        });
    }

    /** Only what a snapshot can stand for that has been read back: what can be written need not be what can be read. */
    private CompletionStage<Void> deleteEvents(long saved, long oldest) {
        if (oldest > saved) {
            // Not of this life's history, so that nothing is known of it.
            return nothing();
        }
        return persistence
                .storage()
                .snapshots()
                .load(id, oldest)
                .thenCompose(found -> canBeRead(oldest, found) ? deleteEvents(oldest) : nothing());
    }

    private boolean canBeRead(long number, Optional<Snapshot> found) {
        try {
            Snapshot kept = found.filter(snapshot -> snapshot.sequenceNr() == number)
                    .orElseThrow(() -> new PersistenceException("it is not in the store"));
            persistence.decodeState(kept.state());
            return true;
        } catch (PersistenceException broken) {
            log.warn(
                    "No event of '{}' is deleted, for its snapshot at number {} could not stand for them: {}",
                    id,
                    number,
                    broken.getMessage());
            return false;
        }
    }

    /** Those that somebody else has yet to read are deleted with a later snapshot. */
    private CompletionStage<Void> deleteEvents(long upTo) {
        return persistence
                .settings()
                .deletable()
                .position()
                .thenCompose(position -> persistence.storage().journal().deleteUpTo(id, upTo, position));
    }

    private static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }

    private void failed(long sequenceNr, Throwable failure) {
        log.warn(
                "The snapshot of '{}' at number {} was not taken, or not all that belongs to it; the next is tried after {} more events: {}",
                id,
                sequenceNr,
                policy.every(),
                failure.toString());
    }
}
