package io.nact;

import io.nact.dispatch.Dispatcher;
import io.nact.mailbox.MailboxFactory;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A behaviour that is a function from state and message to the next state.
 *
 * @param <S> the state
 * @param <M> the messages that the actor takes
 */
public final class StatefulBehavior<S extends @Nullable Object, M> extends Behavior<M> {

    private final Function<? super ActorContext<M>, ? extends S> initial;

    private final Step<S, M> step;

    private final BiConsumer<? super S, ? super ActorContext<M>> afterStop;

    private final @Nullable StatefulTerminatedHandler<S, M> whenTerminated;

    StatefulBehavior(BehaviorOptions options, Function<? super ActorContext<M>, ? extends S> initial, Step<S, M> step) {
        this(options, initial, step, (state, context) -> {}, null);
    }

    private StatefulBehavior(
            BehaviorOptions options,
            Function<? super ActorContext<M>, ? extends S> initial,
            Step<S, M> step,
            BiConsumer<? super S, ? super ActorContext<M>> afterStop,
            @Nullable StatefulTerminatedHandler<S, M> whenTerminated) {
        super(options);
        this.initial = initial;
        this.step = step;
        this.afterStop = afterStop;
        this.whenTerminated = whenTerminated;
    }

    /** Runs once when the actor has stopped, with its last state; its children have stopped before. */
    public StatefulBehavior<S, M> afterStop(BiConsumer<? super S, ? super ActorContext<M>> action) {
        return new StatefulBehavior<>(options(), initial, step, action, whenTerminated);
    }

    /** As {@link #onTerminated(TerminatedHandler)}, with the state: answers the next one. */
    public StatefulBehavior<S, M> onTerminated(StatefulTerminatedHandler<S, M> handler) {
        return new StatefulBehavior<>(options().onTerminated(null), initial, step, afterStop, handler);
    }

    @Override
    public StatefulBehavior<S, M> onTerminated(TerminatedHandler<M> handler) {
        return with(options().onTerminated(handler));
    }

    @Override
    public StatefulBehavior<S, M> stashCapacity(int messages) {
        return with(options().stashCapacity(messages));
    }

    @Override
    public StatefulBehavior<S, M> afterStop(Consumer<? super ActorContext<M>> action) {
        return afterStop((state, context) -> action.accept(context));
    }

    @Override
    public Incarnation<M> start(ActorContext<M> context) {
        return new Stateful<>(this, initial.apply(context));
    }

    @Override
    StatefulBehavior<S, M> with(BehaviorOptions options) {
        return new StatefulBehavior<>(options, initial, step, afterStop, whenTerminated);
    }

    @Override
    String kind() {
        return "a stateful behaviour";
    }

    @Override
    public StatefulBehavior<S, M> type(String type) {
        return with(options().type(type));
    }

    @Override
    public StatefulBehavior<S, M> protocol(Class<M> protocol) {
        return with(options().protocol(protocol));
    }

    @Override
    public StatefulBehavior<S, M> onCrash(SupervisionPolicy policy) {
        return with(options().policy(policy));
    }

    @Override
    public StatefulBehavior<S, M> onCrashAsync(Function<? super Crash, ? extends CompletionStage<Directive>> policy) {
        return with(options().asyncPolicy(policy));
    }

    @Override
    public StatefulBehavior<S, M> exceptionsAreReplies() {
        return with(options().withExceptionsAsReplies());
    }

    @Override
    public StatefulBehavior<S, M> shutdownAfter(Duration idle) {
        return with(options().idleTimeout(idle, false));
    }

    @Override
    public StatefulBehavior<S, M> passivateAfter(Duration idle) {
        return with(options().idleTimeout(idle, true));
    }

    @Override
    public StatefulBehavior<S, M> turnTimeout(Duration timeout) {
        return with(options().turnTimeout(timeout));
    }

    @Override
    public StatefulBehavior<S, M> mailbox(MailboxFactory mailbox) {
        return with(options().mailbox(mailbox));
    }

    @Override
    public StatefulBehavior<S, M> dispatcher(Dispatcher dispatcher) {
        return with(options().dispatcher(dispatcher));
    }

    @Override
    public StatefulBehavior<S, M> childrenOnDemand(Function<String, ? extends Behavior<?>> children) {
        return childrenOnDemand(children, Integer.MAX_VALUE);
    }

    @Override
    public StatefulBehavior<S, M> childrenOnDemand(Function<String, ? extends Behavior<?>> children, int limit) {
        return with(options().childrenOnDemand(children, limit));
    }

    /** What to do when a watched actor has ended. */
    @FunctionalInterface
    public interface StatefulTerminatedHandler<S extends @Nullable Object, M> {

        /**
         * The next state.
         *
         * @throws Exception any; it is a crash, and the state stays as it was
         */
        S handle(S state, Terminated news, ActorContext<M> context) throws Exception;
    }

    /** One message's work: the next state, or a stage of it. */
    sealed interface Step<S extends @Nullable Object, M> {

        record Sync<S extends @Nullable Object, M>(Behaviors.StatefulHandler<S, M> handler) implements Step<S, M> {}

        record Async<S extends @Nullable Object, M>(Behaviors.AsyncStatefulHandler<S, M> handler)
                implements Step<S, M> {}
    }

    private static final class Stateful<S extends @Nullable Object, M> implements Incarnation<M> {

        private final StatefulBehavior<S, M> behavior;

        private S state;

        Stateful(StatefulBehavior<S, M> behavior, S initial) {
            this.behavior = behavior;
            this.state = initial;
        }

        @Override
        public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception {
            if (behavior.step instanceof Step.Sync<S, M> sync) {
                state = sync.handler().handle(state, message, context);
                return null;
            }
            return ((Step.Async<S, M>) behavior.step).handler().handle(state, message, context);
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the stage is of the handler, and S may be nullable
        public @Nullable CompletionStage<?> resumed(
                @Nullable Object value, @Nullable Throwable failure, ActorContext<M> context) throws Exception {
            Incarnation.super.resumed(value, failure, context);
            state = (S) value;
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> terminated(Terminated news, ActorContext<M> context) throws Exception {
            StatefulTerminatedHandler<S, M> handler = behavior.whenTerminated;
            if (handler == null) {
                return Incarnation.super.terminated(news, context);
            }
            state = handler.handle(state, news, context);
            return null;
        }

        @Override
        public void stopped(ActorContext<M> context) {
            behavior.afterStop.accept(state, context);
        }
    }
}
