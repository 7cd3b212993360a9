package io.nact.persistence;

import io.nact.persistence.journal.PersistenceId;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PersistentQuery} reads, and how.
 *
 * @param type the type of the persistence ids
 * @param initial what no event comes to
 * @param fold what an event adds
 * @param skips which events are left out that cannot be read or applied
 * @param snapshotType the type of the ids that its snapshots are kept under; null for none
 * @param policy when they are taken; null for never
 * @param limits how much it remembers
 */
record QueryOptions<S>(
        String type,
        S initial,
        EventFold.Application<S> fold,
        Predicate<? super RecoveryFailedException> skips,
        @Nullable String snapshotType,
        @Nullable SnapshotPolicy policy,
        QueryCache.Limits limits) {

    static <S> QueryOptions<S> of(String type, S initial, EventFold.Application<S> fold) {
        // A type that is none is told at once, and not when somebody asks.
        PersistenceId.of(type, "");
        return new QueryOptions<>(type, initial, fold, broken -> false, null, null, QueryCache.Limits.STANDARD);
    }

    QueryOptions<S> skipping(Predicate<? super RecoveryFailedException> broken) {
        return new QueryOptions<>(type, initial, fold, broken, snapshotType, policy, limits);
    }

    QueryOptions<S> snapshots(String under, SnapshotPolicy when) {
        PersistenceId.of(under, "");
        if (under.equals(type)) {
            throw new IllegalArgumentException(
                    "The snapshots of a query of '%s' need a type of their own: those of the actor stand there"
                            .formatted(type));
        }
        if (when.deletesEvents()) {
            throw new IllegalArgumentException(
                    "The events of '%s' are the actor's: a query deletes none of them".formatted(type));
        }
        return new QueryOptions<>(type, initial, fold, skips, under, when, limits);
    }

    QueryOptions<S> limits(QueryCache.Limits changed) {
        return new QueryOptions<>(type, initial, fold, skips, snapshotType, policy, changed);
    }

    PersistenceId events(String id) {
        return PersistenceId.of(type, id);
    }

    /** Where the snapshots of this id are; null if there are none. */
    @Nullable
    PersistenceId snapshots(String id) {
        return snapshotType == null ? null : PersistenceId.of(snapshotType, id);
    }
}
