package io.nact.engine;

import io.nact.ActorRef;
import io.nact.HeldSends;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one actor's turn has sent and nobody has got yet. */
final class Held implements HeldSends {

    /**
     * Whether anybody has ever held back anything, so that all others pay no more than a look at a field. Of the JVM and not
     * of a system, for what is sent may be for another system's actor. Plain: who holds has written it before.
     */
    private static boolean everUsed;

    private final Context<?> actor;

    private final String wayOut;

    private final List<Runnable> sends = new ArrayList<>(2);

    Held(Context<?> actor, String wayOut) {
        this.actor = actor;
        this.wayOut = wayOut;
        everUsed = true;
    }

    /** Who holds back what this thread sends now; null if it goes out at once. */
    static @Nullable Held here() {
        return everUsed ? Activation.current().held() : null;
    }

    /** Whether somebody holds back what this thread sends now, and this with it. */
    static boolean takes(Runnable send) {
        Held held = here();
        if (held != null) {
            held.add(send);
        }
        return held != null;
    }

    /** Sees to it that nobody holds back what this thread sends, for this cannot be held. */
    static void refuse(String what, ActorRef<?> target) {
        Held held = here();
        if (held != null) {
            throw held.refusal(what, target.path());
        }
    }

    private IllegalStateException refusal(String what, ActorPath target) {
        return new IllegalStateException("%s cannot %s %s here, where what it sends is held back until it counts: %s"
                .formatted(actor.path(), what, target, wayOut));
    }

    @Override
    public void during(Action code) throws Exception {
        Activation activation = Activation.current();
        Held before = activation.hold(this);
        try {
            code.run();
        } finally {
            activation.hold(before);
        }
    }

    @Override
    public void add(Runnable send) {
        sends.add(send);
    }

    @Override
    public void release() {
        List<Runnable> due = List.copyOf(sends);
        sends.clear();
        RuntimeException failure = null;
        for (Runnable send : due) {
            try {
                send.run();
            } catch (RuntimeException mistaken) {
                if (failure == null) {
                    failure = mistaken;
                } else {
                    failure.addSuppressed(mistaken);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void drop() {
        sends.clear();
    }
}
