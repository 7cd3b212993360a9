package io.nact.engine;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import org.jspecify.annotations.Nullable;

/** The reference for the reply to one ask: the first message sent to it is the reply. */
final class AskedRef<R> extends MessageRef<R> {

    private final Ask<R> ask;

    private final LocalSystem system;

    AskedRef(Ask<R> ask, LocalSystem system) {
        this.ask = ask;
        this.system = system;
    }

    @Override
    public ActorPath path() {
        return system.path().child("$reply");
    }

    @Override
    @SuppressWarnings("unchecked") // this reference takes replies
    @Nullable
    Reason deliver(Envelope envelope, boolean patient) {
        if (envelope instanceof AskEnvelope) {
            return Reason.UNHANDLED;
        }
        if (!ask.isAwaited()) {
            return Reason.STOPPED;
        }
        ask.reply((R) envelope.message());
        return null;
    }

    @Override
    LocalSystem system() {
        return system;
    }
}
