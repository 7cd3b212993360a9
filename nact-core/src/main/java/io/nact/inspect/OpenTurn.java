package io.nact.inspect;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The handling of one message, which has begun and has not ended.
 *
 * @param message the type of the message; null for a turn without one, such as a start
 * @param content the message as text; null unless {@linkplain Contents#SHOWN asked for}
 * @param lasting how long it has lasted: since it began for an ask, otherwise since it was first seen
 * @param thread what runs it; null while it waits for its stage
 * @param awaits the answer that it waits for; null if it waits for none, or for something else
 */
public record OpenTurn(
        @Nullable String message,
        @Nullable String content,
        Duration lasting,
        @Nullable RunningThread thread,
        @Nullable AwaitedAnswer awaits) {

    /**
     * A thread in a turn.
     *
     * @param name its name
     * @param stack where it was, innermost frame first; empty if it was done before anybody could look
     */
    public record RunningThread(String name, List<StackTraceElement> stack) {}

    /**
     * An answer that is still to come.
     *
     * @param actor who is to give it
     * @param message the type of the request
     * @param asked how long ago it was asked
     */
    public record AwaitedAnswer(ActorPath actor, String message, Duration asked) {}
}
