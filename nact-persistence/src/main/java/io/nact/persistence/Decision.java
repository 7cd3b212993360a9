package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a command comes to: the events to store, and what follows once they are. Made by {@link Decisions}.
 *
 * <p>What follows gets the state with the events applied, and runs in the actor's turn, where everything is allowed. It does
 * not run if the events could not be stored, nor in recovery.
 *
 * <p>Immutable; each method answers a changed copy.
 *
 * @param <S> the state
 * @param <E> the events
 * @param <R> the reply to the command
 */
public final class Decision<S, E, R extends @Nullable Object> {

    private final ActorContext<?> context;

    private final Object command;

    private final List<E> events;

    private final boolean deletes;

    private final List<Consumer<? super S>> afterwards;

    Decision(ActorContext<?> context, Object command, List<? extends E> events) {
        this(context, command, List.copyOf(events), false, List.of());
    }

    private Decision(
            ActorContext<?> context,
            Object command,
            List<E> events,
            boolean deletes,
            List<Consumer<? super S>> afterwards) {
        this.context = context;
        this.command = command;
        this.events = events;
        this.deletes = deletes;
        this.afterwards = afterwards;
    }

    /** The end of a state that has no history. */
    static <S, E, R extends @Nullable Object> Decision<S, E, R> deleting(ActorContext<?> context, Object command) {
        return new Decision<>(context, command, List.of(), true, List.of());
    }

    /**
     * Then answers the command, which is a request.
     *
     * @throws IllegalStateException if it is none
     */
    public Decision<S, E, R> thenReply(Function<? super S, ? extends R> reply) {
        Request<@Nullable Object> request = request();
        return thenRun(state -> context.replyTo(request).reply(reply.apply(state)));
    }

    /** Then sends somebody, such as the one whom the command names for that, a message. */
    public <T> Decision<S, E, R> thenReply(ActorRef<? super T> to, Function<? super S, ? extends T> reply) {
        return thenRun(state -> to.tell(reply.apply(state)));
    }

    /** Then does something else. */
    public Decision<S, E, R> thenRun(Consumer<? super S> action) {
        List<Consumer<? super S>> further = new ArrayList<>(afterwards.size() + 1);
        further.addAll(afterwards);
        further.add(action);
        return new Decision<S, E, R>(context, command, events, deletes, List.copyOf(further));
    }

    /** Then stops the actor. */
    public Decision<S, E, R> thenStop() {
        return thenRun(state -> context.stop());
    }

    @SuppressWarnings("unchecked") // whoever made this knows the type of the reply
    private Request<@Nullable Object> request() {
        if (command instanceof Request<?>) {
            return (Request<@Nullable Object>) command;
        }
        throw new IllegalStateException(
                "%s is no Request, so that nobody waits for a reply: reply to a reference that it carries"
                        .formatted(command.getClass().getName()));
    }

    boolean deletes() {
        return deletes;
    }

    List<E> events() {
        return events;
    }

    List<Consumer<? super S>> afterwards() {
        return afterwards;
    }
}
