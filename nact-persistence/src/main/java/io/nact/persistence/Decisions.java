package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.ActorRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the handler of a command may decide. One serves one command.
 *
 * @param <M> the messages that the actor takes
 * @param <S> the state
 * @param <E> what is stored: events, or of an actor without a history the state
 * @param <R> the reply to the command
 */
public class Decisions<M, S, E, R extends @Nullable Object> {

    private final ActorContext<M> context;

    private final Object command;

    Decisions(ActorContext<M> context, Object command) {
        this.context = context;
        this.command = command;
    }

    /**
     * The actor. What is done to others through it is held back until the events are stored; ask, call, tryTell, offer and
     * spawn are refused here, and have their place in {@link Decision#thenRun}.
     */
    public ActorContext<M> context() {
        return context;
    }

    /** Stores the events, in this order, all or none. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final Decision<S, E, R> persist(E... events) {
        return persistAll(List.of(events));
    }

    /** Stores the events, in this order, all or none. */
    public Decision<S, E, R> persistAll(List<? extends E> events) {
        return new Decision<>(context, command, events);
    }

    /** Changes nothing. */
    public Decision<S, E, R> none() {
        return persistAll(List.of());
    }

    /** Changes nothing, and answers the command, which is a request. */
    public Decision<S, E, R> reply(R reply) {
        return none().thenReply(state -> reply);
    }

    /** Changes nothing, and sends somebody a message. */
    public <T> Decision<S, E, R> reply(ActorRef<? super T> to, T reply) {
        return none().thenReply(to, state -> reply);
    }

    /** Changes nothing, and stops the actor. */
    public Decision<S, E, R> stop() {
        return none().thenStop();
    }

    /** Changes nothing, and sets the command aside until the stash is put back. */
    public Decision<S, E, R> stash() {
        context.stash().add();
        return none();
    }

    /** Changes nothing: the command is none that the actor takes as it is now. */
    public Decision<S, E, R> unhandled() {
        context.unhandled();
        return none();
    }
}
