package io.nact.persistence;

import org.jspecify.annotations.Nullable;

/**
 * What may be told of a {@link Persistence} beside its storage and its types.
 *
 * @param slots how many may read their events at once
 * @param pageSize how many events are read at once
 * @param deletable how far events may be deleted
 * @param listener who is told of recoveries; null for nobody
 * @param derived where queries keep snapshots; copies of a persistence share it
 */
record PersistenceSettings(
        RecoverySlots slots,
        int pageSize,
        DeletionLimit deletable,
        @Nullable RecoveryListener listener,
        QuerySnapshots derived) {

    private static final int RECOVERIES = 32;

    private static final int PAGE = 500;

    PersistenceSettings {
        if (pageSize < 1) {
            throw new IllegalArgumentException("At least one event must be read at a time, not " + pageSize);
        }
    }

    static PersistenceSettings standard() {
        return new PersistenceSettings(new RecoverySlots(RECOVERIES), PAGE, DeletionLimit.none(), null, new QuerySnapshots());
    }

    PersistenceSettings slots(int number) {
        return new PersistenceSettings(new RecoverySlots(number), pageSize, deletable, listener, derived);
    }

    PersistenceSettings pageSize(int events) {
        return new PersistenceSettings(slots, events, deletable, listener, derived);
    }

    PersistenceSettings listener(RecoveryListener told) {
        return new PersistenceSettings(slots, pageSize, deletable, told, derived);
    }

    PersistenceSettings deletable(DeletionLimit limit) {
        return new PersistenceSettings(slots, pageSize, limit, listener, derived);
    }
}
