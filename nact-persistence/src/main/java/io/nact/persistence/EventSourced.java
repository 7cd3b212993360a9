package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Behavior;
import io.nact.Request;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A persistent actor as commands, which it decides about, and events, of which its state is made.
 *
 * <pre>{@code
 * EventSourced.of("account", AccountCommand.class, AccountEvent.class, Account.EMPTY)
 *     .onRequest(Withdraw.class, (account, withdraw, decide) -> withdraw.amount() > account.balance()
 *         ? decide.reply(new Refused("funds"))
 *         : decide.persist(new Withdrawn(withdraw.amount())).thenReply(after -> new Ok(after.balance())))
 *     .onEvent(Withdrawn.class, (account, withdrawn) -> account.minus(withdrawn.amount()))
 *     .snapshots(SnapshotPolicy.every(500));
 * }</pre>
 *
 * <p>The handler of a command sees the state and changes nothing; the handlers of its events do that, at once and again in
 * each recovery, so that they must come to the same each time. They are applied before the events are stored: what cannot be
 * applied is never stored. So a state must be immutable: a handler that changed it in place, and did not answer the next
 * one, would have changed it even if the events are not stored then.
 *
 * <p>Immutable; each method answers a changed copy. {@link Persistence#behavior(EventSourced)} makes actors of it.
 *
 * @param <M> the commands
 * @param <S> the state
 * @param <E> the events
 */
public final class EventSourced<M, S, E> {

    private final PersistentOptions<M> options;

    private final Class<E> eventType;

    private final EventSourcing<M, S, E> sourcing;

    private EventSourced(PersistentOptions<M> options, Class<E> eventType, EventSourcing<M, S, E> sourcing) {
        this.options = options;
        this.eventType = eventType;
        this.sourcing = sourcing;
    }

    /**
     * A persistent actor without handlers yet.
     *
     * @param type the type of its persistence id, which tells its events from those of other kinds of actors and never changes
     * @param commands what the actor takes
     * @param events what it stores; each class that a sealed type permits must have a handler
     * @param initial the state before the first event; the same object for each id, start and reset, so that states must be
     *     immutable
     * @throws IllegalArgumentException if it is no type of a persistence id
     */
    public static <M, S, E> EventSourced<M, S, E> of(String type, Class<M> commands, Class<E> events, S initial) {
        return from(type, commands, events, id -> initial);
    }

    /** {@link #of} with the initial state made of the id. States must be immutable all the same. */
    public static <M, S, E> EventSourced<M, S, E> from(
            String type, Class<M> commands, Class<E> events, Function<? super String, ? extends S> initial) {
        return new EventSourced<>(PersistentOptions.of(type, commands), events, EventSourcing.from(initial));
    }

    /**
     * With a handler for these commands, which are told or carry their own reference for the reply.
     *
     * @throws InvalidPersistentActorException if the class has one already
     */
    public <C extends M> EventSourced<M, S, E> onCommand(Class<C> command, CommandHandler<M, S, C, E, Void> handler) {
        return with(sourcing.withCommand(command, handler));
    }

    /**
     * With a handler for these commands, which are requests: it replies, or whoever asked learns that it did not.
     *
     * @throws InvalidPersistentActorException if the class has one already, or is outside the protocol
     */
    public <R extends @Nullable Object, C extends Request<R>> EventSourced<M, S, E> onRequest(
            Class<C> request, CommandHandler<M, S, C, E, R> handler) {
        options.requireTaken(request);
        return with(sourcing.withCommand(request, handler));
    }

    /**
     * With what these commands, which are {@linkplain IdentifiedCommand identified}, are answered when they come again after
     * they have been processed; it sees the state as it is now, and persists nothing. Who asked for the reply to one that has
     * no such answer gets an {@link AlreadyProcessedException}, and that of a {@code Request<Void>} hears that it has been
     * processed.
     *
     * @throws InvalidPersistentActorException if the class has such an answer already
     */
    public <C extends M, R extends @Nullable Object> EventSourced<M, S, E> onDuplicate(
            Class<C> command, CommandHandler<M, S, C, E, R> answer) {
        return with(sourcing.withDuplicate(command, answer));
    }

    /**
     * With what these events make of the state.
     *
     * @throws InvalidPersistentActorException if the class has a handler already
     */
    public <C extends E> EventSourced<M, S, E> onEvent(Class<C> event, EventHandler<S, C> handler) {
        return with(sourcing.withEvent(event, handler));
    }

    /** The same with its events tagged, for projections to choose by. */
    public EventSourced<M, S, E> tagged(Function<? super E, Set<String>> tags) {
        return with(sourcing.withTags(tags));
    }

    /** The same with this id in the place of the actor's name. */
    public EventSourced<M, S, E> id(String id) {
        return with(options.id(context -> id));
    }

    /** The same with snapshots. The state's class must be among the event types. */
    public EventSourced<M, S, E> snapshots(SnapshotPolicy policy) {
        return with(options.snapshots(policy));
    }

    /**
     * The same, going on without those events that cannot be read or applied in recovery for which this is true. Unless told,
     * the actor does not begin without one of its events.
     */
    public EventSourced<M, S, E> skippingBrokenEvents(Predicate<? super RecoveryFailedException> skipped) {
        return with(options.skipping(skipped));
    }

    /**
     * The same with something to do once the state is there, before the first command; the place to start timers. Once in a life:
     * not when the state is read again after a failed write that the actor outlives.
     */
    public EventSourced<M, S, E> afterRecovery(BiConsumer<? super S, ? super ActorContext<M>> action) {
        return with(sourcing.withHooks(
                new EventSourcing.Hooks<>(action, sourcing.hooks().afterEvents())));
    }

    /**
     * The same with something to do whenever the events of a command are stored, with the state that they have led to and
     * before what the command's decision says; not in recovery. What must not be missed should the JVM end just then is
     * for a projection.
     */
    public EventSourced<M, S, E> afterEvents(BiConsumer<? super S, ? super List<E>> action) {
        return with(
                sourcing.withHooks(new EventSourcing.Hooks<>(sourcing.hooks().afterRecovery(), action)));
    }

    /** The type of its persistence ids. */
    public String type() {
        return options.type();
    }

    /** The state before the first event of this id. */
    public S initial(String id) {
        return sourcing.initial(id);
    }

    /**
     * The state after an event.
     *
     * @throws Exception what the event's handler throws
     */
    public S apply(S state, E event) throws Exception {
        return sourcing.apply(state, event);
    }

    private EventSourced<M, S, E> with(PersistentOptions<M> changed) {
        return new EventSourced<>(changed, eventType, sourcing);
    }

    private EventSourced<M, S, E> with(EventSourcing<M, S, E> changed) {
        return new EventSourced<>(options, eventType, changed);
    }

    Behavior<M> behavior(Persistence persistence) {
        requireComplete(persistence.types());
        return options.eventSourced(persistence, sourcing);
    }

    private void requireComplete(EventTypes types) {
        Completeness of = new Completeness(options.type());
        of.requireNone(
                sourcing.commands().missing(options.protocol()), "command", "Add an onCommand or onRequest for it.");
        of.requireNone(sourcing.events().missing(eventType), "event", "Add an onEvent for it.");
        of.requireAliases(ByClass.leaves(eventType), types);
        of.requireAliases(sourcing.events().classes(), types);
    }

    /** Decides about a command. */
    @FunctionalInterface
    public interface CommandHandler<M, S, C, E, R extends @Nullable Object> {

        /**
         * The decision.
         *
         * @throws Exception any; nothing is stored then, and the state stays as it was
         */
        Decision<S, E, R> decide(S state, C command, Decisions<M, S, E, R> decide) throws Exception;
    }

    /** Applies an event. */
    @FunctionalInterface
    public interface EventHandler<S, E> {

        /**
         * The state after the event.
         *
         * @throws Exception any; the event is not stored then, and in recovery the actor does not begin
         */
        S apply(S state, E event) throws Exception;
    }
}
