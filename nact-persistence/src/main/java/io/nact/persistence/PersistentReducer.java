package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.Behavior;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A persistent actor as one function from state and message to the next state, which has messages stored as it goes along
 * and is called with them again to get the state back.
 *
 * <pre>{@code
 * PersistentReducer.of("wallet", WalletMessage.class, 0L, (balance, message, ctx) -> {
 *     if (message instanceof Deposit deposit) {
 *         ctx.persist(deposit, "money");
 *         ctx.replyTo(deposit).reply(balance + deposit.amount());
 *         return balance + deposit.amount();
 *     }
 *     return balance;
 * });
 * }</pre>
 *
 * <p>What the function returns is the state once everything that it persisted is stored. What it does to others is held
 * until then: see {@link PersistentContext}. It must come to the same state each time it is called with the same.
 * The state must be immutable, and change only where something is persisted: whether the next start has another change
 * depends on whether a snapshot was taken in between.
 *
 * <p>Immutable; each method answers a changed copy. {@link Persistence#behavior(PersistentReducer)} makes actors of it.
 *
 * @param <M> the messages that the actor takes, among them those that it persists
 * @param <S> the state
 */
public final class PersistentReducer<M, S> {

    private final PersistentOptions<M> options;

    private final Function<? super String, ? extends S> initial;

    private final Handler<M, S> handler;

    private final @Nullable Answer<M, S> duplicates;

    private final BiConsumer<? super S, ? super ActorContext<M>> afterRecovery;

    private PersistentReducer(
            PersistentOptions<M> options,
            Function<? super String, ? extends S> initial,
            Handler<M, S> handler,
            @Nullable Answer<M, S> duplicates,
            BiConsumer<? super S, ? super ActorContext<M>> afterRecovery) {
        this.options = options;
        this.initial = initial;
        this.handler = handler;
        this.duplicates = duplicates;
        this.afterRecovery = afterRecovery;
    }

    /**
     * A persistent actor.
     *
     * @param type the type of its persistence id, which tells its events from those of other kinds of actors and never changes
     * @param initial the state before anything was persisted; the same object for each id, start and reset, so that states
     *     must be immutable
     * @throws IllegalArgumentException if it is no type of a persistence id
     */
    public static <M, S> PersistentReducer<M, S> of(String type, Class<M> protocol, S initial, Handler<M, S> handler) {
        return from(type, protocol, id -> initial, handler);
    }

    /** {@link #of} with the initial state made of the id. States must be immutable all the same. */
    public static <M, S> PersistentReducer<M, S> from(
            String type, Class<M> protocol, Function<? super String, ? extends S> initial, Handler<M, S> handler) {
        return new PersistentReducer<>(
                PersistentOptions.of(type, protocol), initial, handler, null, (state, context) -> {});
    }

    /** The same with this id in the place of the actor's name. */
    public PersistentReducer<M, S> id(String id) {
        return with(options.id(context -> id));
    }

    /** The same with snapshots. The state's class must be among the event types. */
    public PersistentReducer<M, S> snapshots(SnapshotPolicy policy) {
        return with(options.snapshots(policy));
    }

    /**
     * The same, going on without those events that cannot be read, or on which the function throws in recovery, for which this
     * is true. Unless told, the actor does not begin without one of its events.
     */
    public PersistentReducer<M, S> skippingBrokenEvents(Predicate<? super RecoveryFailedException> skipped) {
        return with(options.skipping(skipped));
    }

    /**
     * The same with something to do once the state is there, before the first message; the place to start timers. Once in a life:
     * not when the state is read again after a failed write that the actor outlives.
     */
    public PersistentReducer<M, S> afterRecovery(BiConsumer<? super S, ? super ActorContext<M>> action) {
        return new PersistentReducer<>(options, initial, handler, duplicates, action);
    }

    /**
     * The same with what messages are answered, which are {@linkplain IdentifiedCommand identified}, when they come again
     * after they have been processed. Unless told, who asked gets an {@link AlreadyProcessedException}, and that of a
     * {@code Request<Void>} hears that it has been processed.
     */
    public PersistentReducer<M, S> onDuplicate(Answer<M, S> answer) {
        return new PersistentReducer<>(options, initial, handler, answer, afterRecovery);
    }

    private PersistentReducer<M, S> with(PersistentOptions<M> changed) {
        return new PersistentReducer<>(changed, initial, handler, duplicates, afterRecovery);
    }

    Behavior<M> behavior(Persistence persistence) {
        return options.eventSourced(persistence, new Reducing());
    }

    /** A function from state and message to the next state. */
    @FunctionalInterface
    public interface Handler<M, S> {

        /**
         * The next state.
         *
         * @throws Exception any; nothing is stored then, and the state stays as it was
         */
        S handle(S state, M message, PersistentContext<M> context) throws Exception;
    }

    /** Answers a message that has been processed before. */
    @FunctionalInterface
    public interface Answer<M, S> {

        /**
         * Answers it, and persists nothing.
         *
         * @throws Exception any
         */
        void answer(S state, M message, PersistentContext<M> context) throws Exception;
    }

    private final class Reducing implements Script<M, S> {

        @Override
        public S initial(String id) {
            return initial.apply(id);
        }

        @Override
        @SuppressWarnings("unchecked") // what it persisted is one of its messages
        public S replay(S state, Object event, HeldContext<M> context) throws Exception {
            if (!options.protocol().isInstance(event)) {
                throw new ClassCastException("%s is no %s"
                        .formatted(
                                event.getClass().getName(), options.protocol().getName()));
            }
            return handler.handle(state, (M) event, context);
        }

        @Override
        public Step<S> handle(S state, M message, HeldContext<M> context) throws Exception {
            S next = handler.handle(state, message, context);
            return new Step<>(context.takeStaged(), next, List.of());
        }

        @Override
        public Step<S> repeat(S state, Duplicate<M> duplicate, HeldContext<M> context) throws Exception {
            if (duplicates == null) {
                duplicate.answer(context);
            } else {
                duplicates.answer(state, duplicate.command(), context);
            }
            return new Step<>(context.takeStaged(), state, List.of());
        }

        @Override
        public void recovered(S state, ActorContext<M> context) {
            afterRecovery.accept(state, context);
        }
    }
}
