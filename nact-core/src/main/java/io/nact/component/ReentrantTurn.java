package io.nact.component;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ReplyRef;
import io.nact.Request;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of a turn for which the actor does not wait. It ends on whichever thread completes the stage.
 *
 * @param reply where the outcome goes; null if the message asks for nothing
 */
record ReentrantTurn(
        Route route, Class<?> message, @Nullable ReplyRef<@Nullable Object> reply, ActorRef<?> actor) {

    private static final Logger log = LoggerFactory.getLogger(ReentrantTurn.class);

    /** Takes over the duty to answer; in the turn. */
    @SuppressWarnings("unchecked") // checked at start-up as far as the types are known
    static ReentrantTurn of(Route route, Object message, ActorContext<?> context) {
        ReplyRef<@Nullable Object> reply =
                message instanceof Request<?> ? context.replyTo((Request<@Nullable Object>) message) : null;
        return new ReentrantTurn(route, message.getClass(), reply, context.self());
    }

    void endWith(CompletionStage<?> stage) {
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                fail(unwrap(failure));
            } else if (reply != null && route.answer().isDue()) {
                route.answer().give(reply, value);
            }
        });
    }

    private void fail(Throwable failure) {
        if (reply != null && reply.isAwaited()) {
            reply.fail(failure);
        } else {
            log.warn(
                    "{}: the reentrant handler {} failed on a {}, and nobody waits for its answer",
                    actor.path(),
                    route.handler(),
                    message.getName(),
                    failure);
        }
    }

    /** The failure of the stage itself, which a dependent stage wraps once. */
    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
