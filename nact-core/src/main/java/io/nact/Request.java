package io.nact;

import org.jspecify.annotations.Nullable;

/**
 * A message that asks for a reply.
 *
 * @param <R> the type of the reply; {@link Void} if the asker only wants to know that the message has been handled
 */
@SuppressWarnings("unused") // R is for the compiler, and read by reflection at start-up
public interface Request<R extends @Nullable Object> {}
