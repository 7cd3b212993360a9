package io.nact.engine;

import io.nact.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/** A message that was told, with when that was: one of those whose wait is measured. */
final class Stamped extends Carrying {

    private final long sentAt;

    private Stamped(Object message, @Nullable Object context, long sentAt) {
        super(message, context);
        this.sentAt = sentAt;
    }

    /** The same, sent at that time, if it is an envelope as a tell makes it. */
    static Envelope of(Envelope envelope, long sentAt) {
        return envelope.getClass() == Envelope.class || envelope.getClass() == Carrying.class
                ? new Stamped(envelope.message(), envelope.context(), sentAt)
                : envelope;
    }

    long sentAt() {
        return sentAt;
    }
}
