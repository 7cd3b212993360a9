package io.nact.engine;

import io.nact.mailbox.Envelope;
import org.jspecify.annotations.Nullable;

/** A message with what the thread of whoever is behind it carried. */
class Carrying extends Envelope {

    private @Nullable Object context;

    Carrying(Object message, @Nullable Object context) {
        super(message);
        this.context = context;
    }

    @Override
    public final @Nullable Object context() {
        return context;
    }

    @Override
    public final void clear() {
        super.clear();
        context = null;
    }
}
