package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Request;
import io.nact.persistence.Step.Happened;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A persistent actor that keeps its state and no history: each change replaces what is stored. For those who need not know
 * how the state came about.
 *
 * <pre>{@code
 * DurableState.of("profile", ProfileCommand.class, Profile.class, Profile.EMPTY)
 *     .onRequest(Rename.class, (profile, rename, decide) ->
 *         decide.persist(profile.named(rename.name())).thenReply(after -> after.name()));
 * }</pre>
 *
 * <p>A handler persists the next state, one at most. Each state has a revision, so that two actors with one id do not
 * overwrite each other.
 *
 * <p>Immutable; each method answers a changed copy. {@link Persistence#behavior(DurableState)} makes actors of it.
 *
 * @param <M> the commands
 * @param <S> the state
 */
public final class DurableState<M, S> {

    private final PersistentOptions<M> options;

    private final Class<S> stateType;

    private final Function<? super String, ? extends S> initial;

    private final ByClass<CommandHandler<M, S, ?, ?>> commands;

    private final ByClass<CommandHandler<M, S, ?, ?>> duplicates;

    private final BiConsumer<? super S, ? super ActorContext<M>> afterRecovery;

    private DurableState(
            PersistentOptions<M> options,
            Class<S> stateType,
            Function<? super String, ? extends S> initial,
            ByClass<CommandHandler<M, S, ?, ?>> commands,
            ByClass<CommandHandler<M, S, ?, ?>> duplicates,
            BiConsumer<? super S, ? super ActorContext<M>> afterRecovery) {
        this.options = options;
        this.stateType = stateType;
        this.initial = initial;
        this.commands = commands;
        this.duplicates = duplicates;
        this.afterRecovery = afterRecovery;
    }

    /**
     * A persistent actor without handlers yet.
     *
     * @param type the type of its persistence id, which tells its state from that of other kinds of actors and never changes
     * @param state what is stored: it, or all that it permits if it is sealed, must be among the {@link EventTypes}
     * @param initial the state before the first change; the same object for each id, start and reset, so that states must be
     *     immutable
     * @throws IllegalArgumentException if it is no type of a persistence id
     */
    public static <M, S> DurableState<M, S> of(String type, Class<M> commands, Class<S> state, S initial) {
        return from(type, commands, state, id -> initial);
    }

    /** {@link #of} with the initial state made of the id. States must be immutable all the same. */
    public static <M, S> DurableState<M, S> from(
            String type, Class<M> commands, Class<S> state, Function<? super String, ? extends S> initial) {
        return new DurableState<>(
                PersistentOptions.of(type, commands),
                state,
                initial,
                new ByClass<>(),
                new ByClass<>(),
                (stored, context) -> {});
    }

    /**
     * With a handler for these commands, which are told or carry their own reference for the reply.
     *
     * @throws InvalidPersistentActorException if the class has one already
     */
    public <C extends M> DurableState<M, S> onCommand(Class<C> command, CommandHandler<M, S, C, Void> handler) {
        return with(commands.with(command, handler));
    }

    /**
     * With a handler for these commands, which are requests: it replies, or whoever asked learns that it did not.
     *
     * @throws InvalidPersistentActorException if the class has one already, or is outside the protocol
     */
    public <R extends @Nullable Object, C extends Request<R>> DurableState<M, S> onRequest(
            Class<C> request, CommandHandler<M, S, C, R> handler) {
        options.requireTaken(request);
        return with(commands.with(request, handler));
    }

    /**
     * With what these commands, which are {@linkplain IdentifiedCommand identified}, are answered when they come again after
     * they have been processed; see {@link EventSourced#onDuplicate}.
     *
     * @throws InvalidPersistentActorException if the class has such an answer already
     */
    public <C extends M, R extends @Nullable Object> DurableState<M, S> onDuplicate(
            Class<C> command, CommandHandler<M, S, C, R> answer) {
        return new DurableState<>(
                options, stateType, initial, commands, duplicates.with(command, answer), afterRecovery);
    }

    private DurableState<M, S> with(ByClass<CommandHandler<M, S, ?, ?>> changed) {
        return new DurableState<>(options, stateType, initial, changed, duplicates, afterRecovery);
    }

    /** The same with this id in the place of the actor's name. */
    public DurableState<M, S> id(String id) {
        return new DurableState<>(options.id(context -> id), stateType, initial, commands, duplicates, afterRecovery);
    }

    /**
     * The same with something to do once the state is there, before the first command; the place to start timers. Once in a life:
     * not when the state is read again after a failed write that the actor outlives.
     */
    public DurableState<M, S> afterRecovery(BiConsumer<? super S, ? super ActorContext<M>> action) {
        return new DurableState<>(options, stateType, initial, commands, duplicates, action);
    }

    Behavior<M> behavior(Persistence persistence) {
        Completeness of = new Completeness(options.type());
        of.requireNone(commands.missing(options.protocol()), "command", "Add an onCommand or onRequest for it.");
        of.requireAliases(ByClass.leaves(stateType), persistence.types());
        return options.behavior(
                persistence,
                new Deciding(),
                context -> new StateMemory<>(
                        context.persistenceId(),
                        persistence,
                        initial.apply(context.persistenceId().id())));
    }

    /** Decides about a command. */
    @FunctionalInterface
    public interface CommandHandler<M, S, C, R extends @Nullable Object> {

        /**
         * The decision.
         *
         * @throws Exception any; nothing is stored then, and the state stays as it was
         */
        Decision<S, S, R> decide(S state, C command, StateDecisions<M, S, R> decide) throws Exception;
    }

    private final class Deciding implements Script<M, S> {

        @Override
        public S initial(String id) {
            return initial.apply(id);
        }

        @Override
        public S replay(S state, Object event, HeldContext<M> context) {
            throw new UnsupportedOperationException("A state without a history has no events");
        }

        @Override
        public Step<S> handle(S state, M message, HeldContext<M> context) throws Exception {
            CommandHandler<M, S, ?, ?> handler = commands.of(message.getClass());
            if (handler == null) {
                context.unhandled();
                return Step.none(state);
            }
            return decide(handler, state, message, context);
        }

        @Override
        public Step<S> repeat(S state, Duplicate<M> duplicate, HeldContext<M> context) throws Exception {
            M message = duplicate.command();
            CommandHandler<M, S, ?, ?> answer = duplicates.of(message.getClass());
            if (answer == null) {
                duplicate.answer(context);
                return Step.none(state);
            }
            return decide(answer, state, message, context);
        }

        @SuppressWarnings("unchecked") // the handler is for the command's class
        private Step<S> decide(CommandHandler<M, S, ?, ?> of, S state, M message, HeldContext<M> context)
                throws Exception {
            CommandHandler<M, S, Object, @Nullable Object> handler =
                    (CommandHandler<M, S, Object, @Nullable Object>) of;
            Decision<S, S, @Nullable Object> decision =
                    handler.decide(state, message, new StateDecisions<>(context, message));
            if (decision.deletes()) {
                return Step.deleting(initial(context.persistenceId().id()), decision.afterwards());
            }
            List<S> states = decision.events();
            S next = states.isEmpty() ? state : states.get(states.size() - 1);
            List<Happened> stored = states.isEmpty() ? List.of() : List.of(new Happened(next, Set.of()));
            return new Step<>(stored, next, decision.afterwards());
        }

        @Override
        public void recovered(S state, ActorContext<M> context) {
            afterRecovery.accept(state, context);
        }
    }
}
