package io.nact.engine;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends the target what a function makes of each message. */
final class AdaptedRef<A, M> extends MessageRef<A> {

    private final MessageRef<M> target;

    private final Function<? super A, ? extends M> adapter;

    AdaptedRef(MessageRef<M> target, Function<? super A, ? extends M> adapter) {
        this.target = target;
        this.adapter = adapter;
    }

    @Override
    public ActorPath path() {
        return target.path();
    }

    @Override
    @SuppressWarnings("unchecked") // this reference takes A
    @Nullable
    Reason deliver(Envelope envelope) {
        envelope.replace(Objects.requireNonNull(adapter.apply((A) envelope.message()), "The adapted message"));
        return target.deliver(envelope);
    }

    @Override
    LocalSystem system() {
        return target.system();
    }
}
