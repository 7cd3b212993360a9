package io.nact.engine;

import io.nact.Behavior;
import io.nact.BehaviorOptions;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reference to a name below an actor, whether or not a child of that name lives. */
final class NameRef<M> extends NamedRef<M> {

    private final NamedRef<?> parent;

    private final String name;

    /** The child that was met last. A racy cache: whoever does not see it looks again. */
    private @Nullable Cell<?> met;

    NameRef(NamedRef<?> parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public ActorPath path() {
        return parent.path().child(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    @Nullable
    Reason deliver(Envelope envelope, boolean patient) {
        Cell<?> child = met;
        if (child == null || child.hasEnded()) {
            Cell<?> living = parent.cell();
            child = living == null ? null : living.children().onDemand(name);
            if (child == null) {
                return living == null ? Reason.STOPPED : living.children().refusal();
            }
            met = child;
        }
        return child.deliverFirst(envelope, patient);
    }

    @Override
    boolean isHandledHere(AskEnvelope envelope) {
        Cell<?> child = met;
        return child != null && child.isHandledHere(envelope);
    }

    @Override
    @Nullable
    BehaviorOptions options() {
        Cell<?> child = met;
        if (child != null && !child.hasEnded()) {
            return child.options();
        }
        Cell<?> living = parent.cell();
        if (living == null) {
            return null;
        }
        Behavior<?> onDemand = living.options().childOnDemand();
        child = onDemand == null ? living.child(name) : null;
        if (child != null) {
            return child.options();
        }
        Function<String, ? extends Behavior<?>> made = living.options().childrenOnDemand();
        Behavior<?> next = onDemand != null || made == null ? onDemand : made.apply(name);
        return next == null ? null : next.options();
    }

    @Override
    @Nullable
    Cell<?> cell() {
        Cell<?> living = parent.cell();
        return living == null ? null : living.children().find(name);
    }

    @Override
    TypeStats stats() {
        Cell<?> child = met;
        if (child == null) {
            Cell<?> living = parent.cell();
            child = living == null ? null : living.child(name);
        }
        if (child != null) {
            return child.stats();
        }
        BehaviorOptions above = parent.options();
        Behavior<?> onDemand = above == null ? null : above.childOnDemand();
        String type = onDemand == null ? null : onDemand.options().type();
        return type == null ? super.stats() : system().metrics().type(type);
    }

    @Override
    LocalSystem system() {
        return parent.system();
    }

    @Override
    String whatIsFull() {
        Cell<?> living = parent.cell();
        return cell() != null || living == null
                ? super.whatIsFull()
                : "%s has as many live children as it may (%d), and none was found idle"
                        .formatted(parent.path(), living.behavior().options().childrenLimit());
    }

    @Override
    UnhandledMessageException unhandled(Class<?> messageType) {
        Cell<?> child = met;
        return child == null ? super.unhandled(messageType) : child.unhandled(messageType);
    }
}
