package io.nact;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One life of an actor, from its start or reset to its next reset or its stop: the holder of its state. Each method runs
 * in the actor's turn, so that plain fields are safe.
 *
 * @param <M> the messages that the actor takes
 */
public interface Incarnation<M> {

    /**
     * Comes before the first message. A stage means that the life has not begun yet: messages wait until it completes,
     * whose outcome then goes to {@link #resumed}. Null begins the life at once. A stop does not wait for the stage: the
     * last turn comes instead of its outcome.
     *
     * @throws Exception any; like a failure in {@link #resumed} it is a failed start
     */
    default @Nullable CompletionStage<?> prepare(ActorContext<M> context) throws Exception {
        return null;
    }

    /**
     * Handles a message. A stage means that the turn goes on: the actor takes no further message until the stage
     * completes, whose outcome then goes to {@link #resumed}. Null ends the turn.
     *
     * @throws Exception any; the asker gets it as it is, and the actor's policy decides what it leads to
     */
    @Nullable
    CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception;

    /**
     * Goes on with the turn that {@link #receive} left open, with the stage's outcome: its value, or the failure without the
     * {@link java.util.concurrent.CompletionException} that stages wrap around one. A further stage leaves the turn open
     * once more, null ends it.
     *
     * @throws Exception as from {@link #receive}; by default the stage's failure
     */
    default @Nullable CompletionStage<?> resumed(
            @Nullable Object value, @Nullable Throwable failure, ActorContext<M> context) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        if (failure != null) {
            throw new UndeclaredThrowableException(failure);
        }
        return null;
    }

    /**
     * Takes the news that an actor has ended which this one watches, as {@link #receive} takes a message; unless the
     * behaviour {@linkplain Behavior#onTerminated says otherwise}.
     *
     * @throws Exception as from {@link #receive}; by default an {@link ActorException}, so that an actor does not go on
     *     without one that it needs
     */
    default @Nullable CompletionStage<?> terminated(Terminated news, ActorContext<M> context) throws Exception {
        throw new ActorException(
                "%s watches %s, which has ended (%s), and does not say what then: use onTerminated, watchWith, or a @Receive method for Terminated"
                        .formatted(context.path(), news.actor().path(), news.reason()),
                news.cause());
    }

    /** The last turn of a life that a reset ends. The actor's children have stopped. */
    default void reset(ActorContext<M> context) {}

    /**
     * The actor's last turn, once, whether it was stopped, crashed or passivated. Its children have stopped; {@link
     * ActorContext#undelivered()} has what no turn will handle.
     */
    default void stopped(ActorContext<M> context) {}
}
