package io.nact;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Factory of behaviours.
 *
 * <p>The forms that begin with the type of the messages let a wither follow a lambda, and let the actor refuse messages
 * of another type at the send.
 */
public final class Behaviors {

    private Behaviors() {}

    /** A function from state and message to the next state; the same initial object is used again after a reset. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> stateful(
            S initial, StatefulHandler<S, M> handler) {
        return stateful(BehaviorOptions.of(null), context -> initial, handler);
    }

    /** {@link #stateful(Object, StatefulHandler)} for messages of this type only. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> stateful(
            Class<M> protocol, S initial, StatefulHandler<S, M> handler) {
        return stateful(BehaviorOptions.of(protocol), context -> initial, handler);
    }

    /** A function from state and message to the next state, with the initial state made in the actor's turn at each start and reset. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulFrom(
            Function<? super ActorContext<M>, ? extends S> initial, StatefulHandler<S, M> handler) {
        return stateful(BehaviorOptions.of(null), initial, handler);
    }

    /** {@link #statefulFrom(Function, StatefulHandler)} for messages of this type only. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulFrom(
            Class<M> protocol, Function<? super ActorContext<M>, ? extends S> initial, StatefulHandler<S, M> handler) {
        return stateful(BehaviorOptions.of(protocol), initial, handler);
    }

    /** A function from state and message to a stage of the next state, for which the actor waits. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulAsync(
            S initial, AsyncStatefulHandler<S, M> handler) {
        return statefulAsync(BehaviorOptions.of(null), context -> initial, handler);
    }

    /** {@link #statefulAsync(Object, AsyncStatefulHandler)} for messages of this type only. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulAsync(
            Class<M> protocol, S initial, AsyncStatefulHandler<S, M> handler) {
        return statefulAsync(BehaviorOptions.of(protocol), context -> initial, handler);
    }

    /** A function from state and message to a stage of the next state, with the initial state made at each start and reset. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulFromAsync(
            Function<? super ActorContext<M>, ? extends S> initial, AsyncStatefulHandler<S, M> handler) {
        return statefulAsync(BehaviorOptions.of(null), initial, handler);
    }

    /** {@link #statefulFromAsync(Function, AsyncStatefulHandler)} for messages of this type only. */
    public static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulFromAsync(
            Class<M> protocol,
            Function<? super ActorContext<M>, ? extends S> initial,
            AsyncStatefulHandler<S, M> handler) {
        return statefulAsync(BehaviorOptions.of(protocol), initial, handler);
    }

    /** A handler without state. Several messages may be handled at once ({@link Behavior#concurrency}). */
    public static <M> Behavior<M> stateless(StatelessHandler<M> handler) {
        return stateless(BehaviorOptions.of(null), handler);
    }

    /** {@link #stateless(StatelessHandler)} for messages of this type only. */
    public static <M> Behavior<M> stateless(Class<M> protocol, StatelessHandler<M> handler) {
        return stateless(BehaviorOptions.of(protocol), handler);
    }

    /** A handler without state whose work ends with a stage. Several messages may be handled at once. */
    public static <M> Behavior<M> statelessAsync(AsyncStatelessHandler<M> handler) {
        return new StatelessBehavior<>(BehaviorOptions.of(null).concurrency(0), handler, context -> {});
    }

    /** {@link #statelessAsync(AsyncStatelessHandler)} for messages of this type only. */
    public static <M> Behavior<M> statelessAsync(Class<M> protocol, AsyncStatelessHandler<M> handler) {
        return new StatelessBehavior<>(BehaviorOptions.of(protocol).concurrency(0), handler, context -> {});
    }

    /**
     * A handler that answers the behaviour for the next message: another one, or {@link #same()}, {@link #stopped()} or
     * {@link #unhandled()}. What a behaviour says beside the handling of messages (mailbox, policy and so on) is taken
     * from the one that the actor was spawned with; a reset begins with that one again.
     */
    public static <M> Behavior<M> receive(ReceiveHandler<M> handler) {
        return new BecomingBehavior<>(BehaviorOptions.of(null), handler);
    }

    /** {@link #receive(ReceiveHandler)} for messages of this type only. */
    public static <M> Behavior<M> receive(Class<M> protocol, ReceiveHandler<M> handler) {
        return new BecomingBehavior<>(BehaviorOptions.of(protocol), handler);
    }

    /** The present behaviour goes on; for a {@link #receive} handler to answer. */
    public static <M> Behavior<M> same() {
        return NextBehavior.same();
    }

    /** The actor stops after this turn; for a {@link #receive} handler, or {@link #setup}, to answer. */
    public static <M> Behavior<M> stopped() {
        return NextBehavior.stopped();
    }

    /** The present behaviour goes on, and does not take the message in hand ({@link ActorContext#unhandled()}). */
    public static <M> Behavior<M> unhandled() {
        return NextBehavior.unhandled();
    }

    /**
     * A behaviour that is made when the actor starts, in its turn: the place to spawn children and start timers first. What
     * the made one says beside the handling of messages is not looked at; say it to the one that this returns.
     */
    public static <M> Behavior<M> setup(Setup<M> setup) {
        return new IncarnatedBehavior<>(
                BehaviorOptions.of(null), context -> setup.behavior(context).start(context));
    }

    /** {@link #setup(Setup)} for messages of this type only. */
    public static <M> Behavior<M> setup(Class<M> protocol, Setup<M> setup) {
        return new IncarnatedBehavior<>(
                BehaviorOptions.of(protocol), context -> setup.behavior(context).start(context));
    }

    /** A behaviour whose state is an object: the starter makes one for each life of an actor, in the actor's turn. */
    public static <M> Behavior<M> incarnated(Class<M> protocol, Starter<M> starter) {
        return new IncarnatedBehavior<>(BehaviorOptions.of(protocol), starter);
    }

    private static <S extends @Nullable Object, M> StatefulBehavior<S, M> stateful(
            BehaviorOptions options,
            Function<? super ActorContext<M>, ? extends S> initial,
            StatefulHandler<S, M> handler) {
        return new StatefulBehavior<>(options, initial, new StatefulBehavior.Step.Sync<>(handler));
    }

    private static <S extends @Nullable Object, M> StatefulBehavior<S, M> statefulAsync(
            BehaviorOptions options,
            Function<? super ActorContext<M>, ? extends S> initial,
            AsyncStatefulHandler<S, M> handler) {
        return new StatefulBehavior<>(options, initial, new StatefulBehavior.Step.Async<>(handler));
    }

    private static <M> Behavior<M> stateless(BehaviorOptions options, StatelessHandler<M> handler) {
        AsyncStatelessHandler<M> handled = (message, context) -> {
            handler.handle(message, context);
            return null;
        };
        return new StatelessBehavior<>(options.concurrency(0), handled, context -> {});
    }

    /** A function from state and message to the next state. */
    @FunctionalInterface
    public interface StatefulHandler<S extends @Nullable Object, M> {

        /**
         * The next state.
         *
         * @throws Exception any; the state stays as it was
         */
        S handle(S state, M message, ActorContext<M> context) throws Exception;
    }

    /** A function from state and message to a stage of the next state. */
    @FunctionalInterface
    public interface AsyncStatefulHandler<S extends @Nullable Object, M> {

        /**
         * A stage of the next state.
         *
         * @throws Exception any; the state stays as it was, as when the stage fails
         */
        CompletionStage<? extends S> handle(S state, M message, ActorContext<M> context) throws Exception;
    }

    /** Handles a message. */
    @FunctionalInterface
    public interface StatelessHandler<M> {

        /**
         * Handles the message.
         *
         * @throws Exception any
         */
        void handle(M message, ActorContext<M> context) throws Exception;
    }

    /** Handles a message by a stage. */
    @FunctionalInterface
    public interface AsyncStatelessHandler<M> {

        /**
         * Handles the message until the stage completes; null if it has been handled already.
         *
         * @throws Exception any
         */
        @Nullable
        CompletionStage<?> handle(M message, ActorContext<M> context) throws Exception;
    }

    /** Begins a life of an actor. */
    @FunctionalInterface
    public interface Starter<M> {

        /**
         * The holder of the actor's state.
         *
         * @throws Exception any; a failed start is a crash
         */
        Incarnation<M> start(ActorContext<M> context) throws Exception;
    }

    /** Handles a message and says how to handle the next one. */
    @FunctionalInterface
    public interface ReceiveHandler<M> {

        /**
         * The behaviour for the next message.
         *
         * @throws Exception any; the behaviour stays as it was
         */
        Behavior<M> handle(M message, ActorContext<M> context) throws Exception;
    }

    /** Makes a behaviour for one life of an actor. */
    @FunctionalInterface
    public interface Setup<M> {

        /**
         * The behaviour that the life begins with.
         *
         * @throws Exception any; a failed start is a crash
         */
        Behavior<M> behavior(ActorContext<M> context) throws Exception;
    }
}
