package io.nact;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A behaviour whose incarnations the user makes. */
final class IncarnatedBehavior<M> extends Behavior<M> {

    private final Behaviors.Starter<M> starter;

    IncarnatedBehavior(BehaviorOptions options, Behaviors.Starter<M> starter) {
        super(options);
        this.starter = starter;
    }

    @Override
    public Incarnation<M> start(ActorContext<M> context) throws Exception {
        return starter.start(context);
    }

    @Override
    public Behavior<M> afterStop(Consumer<? super ActorContext<M>> action) {
        return new IncarnatedBehavior<>(options(), context -> new AfterStop<>(starter.start(context), action));
    }

    @Override
    Behavior<M> with(BehaviorOptions options) {
        return new IncarnatedBehavior<>(options, starter);
    }

    @Override
    String kind() {
        return "a behaviour with incarnations of its own";
    }

    private record AfterStop<M>(Incarnation<M> incarnation, Consumer<? super ActorContext<M>> action)
            implements Incarnation<M> {

        @Override
        public @Nullable CompletionStage<?> prepare(ActorContext<M> context) throws Exception {
            return incarnation.prepare(context);
        }

        @Override
        public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception {
            return incarnation.receive(message, context);
        }

        @Override
        public @Nullable CompletionStage<?> resumed(
                @Nullable Object value, @Nullable Throwable failure, ActorContext<M> context) throws Exception {
            return incarnation.resumed(value, failure, context);
        }

        @Override
        public @Nullable CompletionStage<?> terminated(Terminated news, ActorContext<M> context) throws Exception {
            return incarnation.terminated(news, context);
        }

        @Override
        public void reset(ActorContext<M> context) {
            incarnation.reset(context);
        }

        @Override
        public void stopped(ActorContext<M> context) {
            incarnation.stopped(context);
            action.accept(context);
        }
    }
}
