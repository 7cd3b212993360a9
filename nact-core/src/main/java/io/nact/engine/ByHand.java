package io.nact.engine;

import io.nact.inspect.Controls;
import io.nact.path.ActorPath;
import org.jspecify.annotations.Nullable;

/** What people do to actors of one system: finds the actor, and sends it the signal. */
final class ByHand implements Controls {

    private final LocalSystem system;

    ByHand(LocalSystem system) {
        this.system = system;
    }

    @Override
    public boolean stop(ActorPath actor) {
        Cell<?> found = actor(actor);
        if (found != null) {
            found.requestStop();
        }
        return found != null;
    }

    @Override
    public boolean drain(ActorPath actor) {
        return signal(actor, new Signal.Hold(false)) && signal(actor, new Signal.Drain());
    }

    @Override
    public boolean reset(ActorPath actor) {
        return signal(actor, new Signal.Reset(false));
    }

    @Override
    public boolean suspend(ActorPath actor) {
        return signal(actor, new Signal.Hold(true));
    }

    @Override
    public boolean resume(ActorPath actor) {
        return signal(actor, new Signal.Hold(false));
    }

    @Override
    public boolean trace(ActorPath actor, int messages) {
        if (messages < 0 || messages > MOST_TRACED) {
            throw new IllegalArgumentException(
                    "From 0 to %d messages can be traced, not %d".formatted(MOST_TRACED, messages));
        }
        return signal(actor, new Signal.Watched(messages));
    }

    private boolean signal(ActorPath actor, Signal signal) {
        Cell<?> found = actor(actor);
        if (found != null) {
            found.signal(signal);
        }
        return found != null;
    }

    /** Not the root, which is nobody's actor. */
    private @Nullable Cell<?> actor(ActorPath path) {
        Cell<?> found = Directory.cell(system.root(), path);
        return found == null || found.parent() == null ? null : found;
    }

    @Override
    public Resent resend(long deadLetter) {
        return system.deadLetters().resend(deadLetter, (receiver, message) -> {
            MessageRef<?> target = target(receiver);
            return target != null && target.takesAgain(message);
        });
    }

    /** The actor of that path, or the place where its parent would spawn it. */
    private @Nullable MessageRef<?> target(ActorPath path) {
        Cell<?> found = actor(path);
        if (found != null) {
            return found;
        }
        Cell<?> parent =
                path.parent().map(above -> Directory.cell(system.root(), above)).orElse(null);
        return parent != null && parent.options().childrenOnDemand() != null
                ? new NameRef<>(parent, path.name())
                : null;
    }

    @Override
    public int purge() {
        return system.deadLetters().forget();
    }
}
