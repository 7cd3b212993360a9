package io.nact;

import org.jspecify.annotations.Nullable;

/**
 * An actor that was watched has ended. It is about that one actor: another may live under the same name already.
 *
 * @param actor the reference that was watched
 * @param reason why it ended
 * @param cause the failure that made it stop, or {@code null} if none did
 */
public record Terminated(
        ActorRef<?> actor, Reason reason, @Nullable Throwable cause) {

    /** Why an actor ended. */
    public enum Reason {
        /** It was stopped, by itself, its parent or the system. */
        STOPPED,
        /** Its policy stopped it because of a crash. */
        CRASHED,
        /** It was idle and passivated; the next message spawns it again. */
        PASSIVATED,
        /** A turn of it outlived the stop timeout. */
        ABANDONED,
        /** None lived under this name when the watch began. */
        NOT_FOUND
    }
}
