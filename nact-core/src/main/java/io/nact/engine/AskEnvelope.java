package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message whose sender waits for the answer. */
final class AskEnvelope extends Envelope {

    private @Nullable Ask<?> ask;

    AskEnvelope(Object message, Ask<?> ask) {
        super(message);
        this.ask = ask;
    }

    /** The ask, until the envelope is emptied. */
    Ask<?> ask() {
        return Objects.requireNonNull(ask);
    }

    static @Nullable Ask<?> askOf(Envelope envelope) {
        return envelope instanceof AskEnvelope asked ? asked.ask : null;
    }

    @Override
    public @Nullable Object context() {
        return ask == null ? null : ask.carried();
    }

    @Override
    public void clear() {
        super.clear();
        ask = null;
    }
}
