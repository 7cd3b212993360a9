package io.nact.inspect;

import io.nact.path.ActorPath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A crash. Of all actors of a system together the latest few thousand are remembered, also those of actors that have
 * ended.
 *
 * @param actor who crashed
 * @param at when
 * @param message the type of the message that was in hand; null if it failed to start
 * @param exception the name of the class of what was thrown
 * @param text the exception's own message, cut if it is long; null if it has none
 */
public record Failure(
        ActorPath actor,
        Instant at,
        @Nullable String message,
        String exception,
        @Nullable String text) {}
