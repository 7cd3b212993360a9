package io.nact.persistence;

import io.nact.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * What the handler of a command of a {@link DurableState} may decide; persisting several states stores the last of them.
 *
 * @param <M> the messages that the actor takes
 * @param <S> the state
 * @param <R> the reply to the command
 */
public final class StateDecisions<M, S, R extends @Nullable Object> extends Decisions<M, S, S, R> {

    private final ActorContext<M> context;

    private final Object command;

    StateDecisions(ActorContext<M> context, Object command) {
        super(context, command);
        this.context = context;
        this.command = command;
    }

    /**
     * Takes the state out of the store: the actor goes on with the initial one. Revisions go on, so that nobody who has not
     * seen the end can bring the state back.
     */
    public Decision<S, S, R> delete() {
        return Decision.deleting(context, command);
    }
}
