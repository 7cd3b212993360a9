package io.nact.persistence;

import io.nact.persistence.journal.PersistenceException;
import io.nact.persistence.journal.PersistenceId;
import org.jspecify.annotations.Nullable;

/** What an id has stored could not be read back: its actor does not begin, or a query fails. What is in the store stays as it is. */
public class RecoveryFailedException extends PersistenceException {

    private static final long serialVersionUID = 1L;

    private final transient PersistenceId id;

    private final long sequenceNr;

    private final @Nullable String eventType;

    RecoveryFailedException(
            PersistenceId id, long sequenceNr, @Nullable String eventType, String why, @Nullable Throwable cause) {
        super("'%s' could not be recovered: %s".formatted(id, why), cause);
        this.id = id;
        this.sequenceNr = sequenceNr;
        this.eventType = eventType;
    }

    /** The store did not answer. */
    static RecoveryFailedException unavailable(PersistenceId id, long after, Throwable cause) {
        return new RecoveryFailedException(
                id,
                after,
                null,
                "the store did not give what follows number %d (%s)".formatted(after, cause.getMessage()),
                cause);
    }

    /** One event could not be decoded or applied. */
    static RecoveryFailedException broken(PersistenceId id, long sequenceNr, String eventType, Throwable cause) {
        return new RecoveryFailedException(
                id,
                sequenceNr,
                eventType,
                "its event %d ('%s') cannot be %s. Mend the class, the upcaster or the handler; or have it skipped (skippingBrokenEvents)"
                        .formatted(
                                sequenceNr,
                                eventType,
                                cause instanceof PersistenceException
                                        ? "read: " + cause.getMessage()
                                        : "applied: its handler threw "
                                                + cause.getClass().getName()),
                cause);
    }

    /** Events that are needed are not there. */
    static RecoveryFailedException missing(PersistenceId id, long sequenceNr, long found) {
        return new RecoveryFailedException(
                id,
                sequenceNr,
                null,
                "its events %d to %d are not in the store, and no snapshot that can be read covers them"
                        .formatted(sequenceNr, found - 1),
                null);
    }

    /** There is a snapshot, and the event that it was taken after is not there. */
    static RecoveryFailedException ahead(PersistenceId id, long snapshotNr) {
        return new RecoveryFailedException(
                id,
                snapshotNr,
                null,
                ("it has a snapshot at number %d, and no event from there on: events were lost, or restored from a time before"
                                + " it. Restore them, or delete the snapshots that are newer than the last event")
                        .formatted(snapshotNr),
                null);
    }

    /** Whose state it is. */
    public PersistenceId id() {
        return id;
    }

    /** The number of the event that failed; or of the last one that had been recovered, if the store did not answer. */
    public long sequenceNr() {
        return sequenceNr;
    }

    /** The alias of the event that failed; null if it was not about one. */
    public @Nullable String eventType() {
        return eventType;
    }

    /** Whether events are not in the store. */
    boolean isGap() {
        return eventType == null && getCause() == null;
    }

    /** Whether it may go better another time: the store did not answer. */
    public boolean isTransient() {
        return eventType == null && getCause() != null;
    }
}
