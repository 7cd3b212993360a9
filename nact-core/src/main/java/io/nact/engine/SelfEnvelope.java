package io.nact.engine;

import io.nact.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/** A message that an actor has sent itself on behalf of somebody who waits. */
final class SelfEnvelope extends Carrying {

    private final long deadline;

    SelfEnvelope(Object message, long deadline, @Nullable Object context) {
        super(message, context);
        this.deadline = deadline;
    }

    /** Until when somebody waits for what comes of the message. */
    static long deadlineOf(Envelope envelope) {
        return envelope instanceof SelfEnvelope own ? own.deadline : Deadline.NONE;
    }
}
