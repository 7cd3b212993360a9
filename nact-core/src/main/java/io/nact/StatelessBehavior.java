package io.nact;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A behaviour without state: one incarnation, the behaviour itself, serves all turns of all its actors. */
final class StatelessBehavior<M> extends Behavior<M> implements Incarnation<M> {

    private final Behaviors.AsyncStatelessHandler<M> handler;

    private final Consumer<? super ActorContext<M>> afterStop;

    StatelessBehavior(
            BehaviorOptions options,
            Behaviors.AsyncStatelessHandler<M> handler,
            Consumer<? super ActorContext<M>> afterStop) {
        super(options);
        this.handler = handler;
        this.afterStop = afterStop;
    }

    @Override
    public Incarnation<M> start(ActorContext<M> context) {
        return this;
    }

    @Override
    public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception {
        return handler.handle(message, context);
    }

    @Override
    public void stopped(ActorContext<M> context) {
        afterStop.accept(context);
    }

    @Override
    public Behavior<M> afterStop(Consumer<? super ActorContext<M>> action) {
        return new StatelessBehavior<>(options(), handler, action);
    }

    @Override
    Behavior<M> with(BehaviorOptions options) {
        return new StatelessBehavior<>(options, handler, afterStop);
    }

    @Override
    String kind() {
        return "a stateless behaviour";
    }
}
