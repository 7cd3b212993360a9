package io.nact.engine;

import io.nact.BehaviorOptions;
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
    Object checked(Object message) {
        return target.checked(Objects.requireNonNull(adapter.apply((A) message), "The adapted message"));
    }

    @Override
    @Nullable
    Reason deliver(Envelope envelope, boolean patient) {
        return target.deliver(envelope, patient);
    }

    @Override
    @Nullable
    BehaviorOptions options() {
        return target.options();
    }

    @Override
    @Nullable
    Cell<?> actor() {
        return target.actor();
    }

    @Override
    TypeStats stats() {
        return target.stats();
    }

    @Override
    LocalSystem system() {
        return target.system();
    }
}
