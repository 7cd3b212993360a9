package io.nact.engine;

import io.nact.ActorRef;
import io.nact.Terminated;
import org.jspecify.annotations.Nullable;

/** That one actor wants to know of the end of another. Owned by the watcher; by identity. */
final class Watch {

    private final Cell<?> watcher;

    private final ActorRef<?> actor;

    /** Who is watched; null if nobody lived there. */
    private final @Nullable Cell<?> target;

    /** The message that the watcher wants for news, if it wants one of its own. Guarded by {@link Watching}. */
    private @Nullable Object message;

    Watch(Cell<?> watcher, ActorRef<?> actor, @Nullable Cell<?> target, @Nullable Object message) {
        this.watcher = watcher;
        this.actor = actor;
        this.target = target;
        this.message = message;
    }

    ActorRef<?> actor() {
        return actor;
    }

    @Nullable
    Cell<?> target() {
        return target;
    }

    @Nullable
    Object message() {
        return message;
    }

    void message(@Nullable Object message) {
        this.message = message;
    }

    /** Tells the watcher. Any thread. */
    void terminated(Terminated.Reason reason, @Nullable Throwable cause) {
        watcher.signal(new Signal.WatchedEnded(this, new Terminated(actor, reason, cause)));
    }
}
