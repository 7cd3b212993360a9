package io.nact.engine;

import io.nact.BehaviorOptions;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes messages of another type for an actor, which makes its own of them in its turn. */
final class AdapterRef<A> extends MessageRef<A> {

    private static final String NAME = "$adapter";

    private final Cell<?> target;

    private final Function<Object, ?> adapter;

    @SuppressWarnings("unchecked") // this reference takes A
    AdapterRef(Cell<?> target, Function<? super A, ?> adapter) {
        this.target = target;
        this.adapter = (Function<Object, ?>) adapter;
    }

    @Override
    public ActorPath path() {
        return target.path().child(NAME);
    }

    @Override
    @Nullable
    Reason deliver(Envelope envelope, boolean patient) {
        Object message = envelope.message();
        envelope.replace(new Special.Adapted(message, adapter));
        try {
            Reason refusal = target.deliver(envelope, patient);
            if (refusal != null) {
                envelope.replace(message);
            }
            return refusal;
        } catch (ClassCastException unordered) {
            throw new IllegalStateException(
                    "The mailbox of %s puts its messages in an order, which it cannot for %s before its turn: use self().adapt"
                            .formatted(target.path(), message.getClass().getSimpleName()),
                    unordered);
        }
    }

    @Override
    BehaviorOptions options() {
        return target.options();
    }

    /** What the actor makes of it is its own matter. */
    @Override
    Object checked(Object message) {
        return message;
    }

    @Override
    TypeStats stats() {
        return target.stats();
    }

    @Override
    LocalSystem system() {
        return target.system();
    }

    @Override
    @Nullable
    Cell<?> actor() {
        return target.actor();
    }
}
