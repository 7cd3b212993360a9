package io.nact.supervision;

import io.nact.path.ActorPath;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a policy decides about: one failed turn, or one failed start.
 *
 * @param actor the actor whose policy is asked
 * @param child the child that escalated its crash, or {@code null} if the crash is the actor's own
 * @param message the message that was being handled (the child's, if it escalated), or {@code null} if the actor failed to start
 * @param cause what was thrown
 * @param count how many crashes this actor has decided about since it was spawned, this one included
 * @param uptime when it happened, as the time since the system started (monotonic)
 */
public record Crash(
        ActorPath actor,
        @Nullable ActorPath child,
        @Nullable Object message,
        Throwable cause,
        int count,
        Duration uptime) {}
