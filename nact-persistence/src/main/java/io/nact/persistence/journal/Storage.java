package io.nact.persistence.journal;

/** Where a system keeps what its actors must not lose: events, snapshots of what came of them, and states without a history. */
public interface Storage extends AutoCloseable {

    /** The events. */
    Journal journal();

    /** The snapshots. */
    SnapshotStore snapshots();

    /** The states without a history. */
    DurableStateStore states();

    /** The commands that have been processed. */
    CommandLog commands();

    /** The events of all ids, one after the other. */
    EventFeed feed();

    /** How far projections are, in transactions of this storage. */
    ProjectionStore projections();

    /**
     * Ends it: what is being written or read is finished as long as the store's own time for that allows, everything else and
     * later fails with {@link JournalUnavailableException}. A second call has no effect.
     */
    @Override
    void close();
}
