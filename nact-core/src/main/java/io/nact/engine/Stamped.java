package io.nact.engine;

import io.nact.mailbox.Envelope;

/** A message that was told, with when that was: one of those whose wait is measured. */
final class Stamped extends Carrying {

    private final long sentAt;

    /** In the place of one that {@linkplain #fits fits}. */
    Stamped(Envelope told, long sentAt) {
        super(told.message(), told.context());
        this.sentAt = sentAt;
    }

    /** Whether it is an envelope as a tell makes it. */
    static boolean fits(Envelope envelope) {
        return envelope.getClass() == Envelope.class || envelope.getClass() == Carrying.class;
    }

    long sentAt() {
        return sentAt;
    }
}
