package io.nact.event;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an actor, as its system publishes it. */
public sealed interface ActorEvent {

    /** The actor. */
    ActorPath actor();

    /** It has begun its first life. */
    record Started(ActorPath actor) implements ActorEvent {}

    /** It has ended: its name is free. */
    record Stopped(ActorPath actor) implements ActorEvent {}

    /** It has been passivated: idle, it has ended until the next message for it. */
    record Passivated(ActorPath actor) implements ActorEvent {}

    /** It has begun a fresh life: after a reset, or because a message came while it was being passivated. */
    record Reset(ActorPath actor) implements ActorEvent {}

    /**
     * It crashed, and its policy is about to decide.
     *
     * @param message what was in hand, or {@code null} if it failed to start
     * @param cause what was thrown
     */
    record Crashed(ActorPath actor, @Nullable Object message, Throwable cause) implements ActorEvent {}

    /**
     * A turn of it does not end. Published when it has lasted for the system's limit, and again each time that has
     * doubled.
     *
     * @param message the type of the message in hand
     * @param elapsed how long the turn has lasted
     * @param thread the name of the thread that runs it
     * @param stack where that thread was, innermost frame first
     */
    record Stuck(ActorPath actor, String message, Duration elapsed, String thread, List<StackTraceElement> stack)
            implements ActorEvent {}
}
