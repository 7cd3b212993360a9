package io.nact.engine;

import io.nact.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/** A message that an actor has sent itself on behalf of somebody who waits. */
final class SelfEnvelope extends Envelope {

    private final long deadline;

    private @Nullable Object context;

    SelfEnvelope(Object message, long deadline, @Nullable Object context) {
        super(message);
        this.deadline = deadline;
        this.context = context;
    }

    @Override
    public @Nullable Object context() {
        return context;
    }

    @Override
    public void clear() {
        super.clear();
        context = null;
    }

    /** Until when somebody waits for what comes of the message. */
    static long deadlineOf(Envelope envelope) {
        return envelope instanceof SelfEnvelope own ? own.deadline : Deadline.NONE;
    }
}
