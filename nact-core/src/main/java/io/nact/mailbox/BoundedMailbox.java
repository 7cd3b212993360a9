package io.nact.mailbox;

import org.jspecify.annotations.Nullable;

/** Refuses what comes while it holds as many as it may. */
final class BoundedMailbox extends LinkedMailbox {

    private final int capacity;

    private final Offer whenFull;

    BoundedMailbox(int capacity, Offer whenFull) {
        this.capacity = capacity;
        this.whenFull = whenFull;
    }

    @Override
    @Nullable
    Offer refusal(int number) {
        return waiting(number) >= capacity ? whenFull : null;
    }

    @Override
    public int capacity() {
        return capacity;
    }
}
