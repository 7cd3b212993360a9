package io.nact.persistence;

/**
 * When snapshots of an actor's state are taken, and how many are kept.
 *
 * <p>A snapshot is written beside the actor's work and never holds it up; one that fails is logged, and the next one is
 * tried after as many events again.
 *
 * @param every how many events lie between two snapshots; those that were recovered count
 * @param keep how many stay, so that an older one is there if the newest cannot be read
 * @param deletesEvents whether the events that the oldest kept snapshot covers are deleted, but for the last of all
 */
public record SnapshotPolicy(int every, int keep, boolean deletesEvents) {

    private static final int KEPT = 2;

    public SnapshotPolicy {
        if (every < 1 || keep < 1) {
            throw new IllegalArgumentException(
                    "A snapshot is taken every event or less often, and at least one is kept: not every %d, keeping %d"
                            .formatted(every, keep));
        }
    }

    /** A snapshot after so many events each; the last two are kept, and no event is deleted. */
    public static SnapshotPolicy every(int events) {
        return new SnapshotPolicy(events, KEPT, false);
    }

    /** The same with so many snapshots kept. */
    public SnapshotPolicy keep(int snapshots) {
        return new SnapshotPolicy(every, snapshots, deletesEvents);
    }

    /**
     * The same, deleting events that no kept snapshot needs, once the oldest kept one has been read back. For good: whatever reads the history of the actor later, a query
     * or a new projection for example, misses them. {@link Persistence#deletingOnlyUpTo} keeps those that are still to be read.
     */
    public SnapshotPolicy deletingEvents() {
        return new SnapshotPolicy(every, keep, true);
    }
}
