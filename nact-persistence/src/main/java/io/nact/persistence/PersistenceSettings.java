package io.nact.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What may be told of a {@link Persistence} beside its storage and its types.
 *
 * @param slots how many may read their events at once
 * @param pageSize how many events are read at once
 * @param deletable how far events may be deleted
 * @param derived where queries keep snapshots; copies of a persistence share it
 * @param listener who is told of recoveries, if anybody is
 */
record PersistenceSettings(
        RecoverySlots slots,
        int pageSize,
        DeletionLimit deletable,
        QuerySnapshots derived,
        @Nullable RecoveryListener listener) {

    private static final int RECOVERIES = 32;

    private static final int PAGE = 500;

    PersistenceSettings {
        if (pageSize < 1) {
            throw new IllegalArgumentException("At least one event must be read at a time, not " + pageSize);
        }
    }

    static PersistenceSettings standard() {
        return new PersistenceSettings(
                new RecoverySlots(RECOVERIES), PAGE, DeletionLimit.none(), new QuerySnapshots(), null);
    }

    PersistenceSettings slots(int number) {
        return new PersistenceSettings(new RecoverySlots(number), pageSize, deletable, derived, listener);
    }

    PersistenceSettings pageSize(int events) {
        return new PersistenceSettings(slots, events, deletable, derived, listener);
    }

    PersistenceSettings deletable(DeletionLimit limit) {
        return new PersistenceSettings(slots, pageSize, limit, derived, listener);
    }

    PersistenceSettings listener(RecoveryListener told) {
        return new PersistenceSettings(slots, pageSize, deletable, derived, told);
    }
}
