package io.nact;

import org.jspecify.annotations.Nullable;

/**
 * Where the reply to one request goes. The first answer counts, later ones are dropped. It may be kept and used after
 * the turn, from any thread.
 *
 * @param <R> the type of the reply
 */
public interface ReplyRef<R extends @Nullable Object> {

    /** Answers the request. */
    void reply(R value);

    /** Answers the request with an exception. */
    void fail(Throwable cause);

    /** Whether somebody still waits for the answer: false once answered, timed out or cancelled, or if the message was told and not asked. */
    boolean isAwaited();
}
