package io.nact;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A behaviour whose handler says which behaviour comes next. */
final class BecomingBehavior<M> extends Behavior<M> {

    private final Behaviors.ReceiveHandler<M> handler;

    private final Consumer<? super ActorContext<M>> afterStop;

    BecomingBehavior(BehaviorOptions options, Behaviors.ReceiveHandler<M> handler) {
        this(options, handler, context -> {});
    }

    private BecomingBehavior(
            BehaviorOptions options, Behaviors.ReceiveHandler<M> handler, Consumer<? super ActorContext<M>> afterStop) {
        super(options);
        this.handler = handler;
        this.afterStop = afterStop;
    }

    @Override
    public Incarnation<M> start(ActorContext<M> context) {
        return new Becoming<>(this);
    }

    @Override
    public Behavior<M> afterStop(Consumer<? super ActorContext<M>> action) {
        return new BecomingBehavior<>(options(), handler, action);
    }

    @Override
    Behavior<M> with(BehaviorOptions options) {
        return new BecomingBehavior<>(options, handler, afterStop);
    }

    @Override
    String kind() {
        return "a behaviour that becomes others";
    }

    /** A life that goes from behaviour to behaviour until it comes to one that does not say what is next. */
    private static final class Becoming<M> implements Incarnation<M> {

        private BecomingBehavior<M> present;

        /** A life of a behaviour of another kind, once one has been answered. */
        private @Nullable Incarnation<M> other;

        Becoming(BecomingBehavior<M> first) {
            present = first;
        }

        @Override
        public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) throws Exception {
            if (other != null) {
                return other.receive(message, context);
            }
            return become(
                    Objects.requireNonNull(
                            present.handler.handle(message, context),
                            "The behaviour for the next message; Behaviors.same() keeps the present one"),
                    context);
        }

        private @Nullable CompletionStage<?> become(Behavior<M> next, ActorContext<M> context) throws Exception {
            if (next == Behaviors.<M>same()) {
                return null;
            }
            if (next == Behaviors.<M>unhandled()) {
                context.unhandled();
            } else if (next == Behaviors.<M>stopped()) {
                // No other life: the last action is the present one's.
                context.stop();
            } else if (next instanceof BecomingBehavior<M> becoming) {
                present = becoming;
            } else {
                Incarnation<M> begun = next.start(context);
                other = begun;
                return begun.prepare(context);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> resumed(
                @Nullable Object value, @Nullable Throwable failure, ActorContext<M> context) throws Exception {
            return other != null
                    ? other.resumed(value, failure, context)
                    : Incarnation.super.resumed(value, failure, context);
        }

        @Override
        public @Nullable CompletionStage<?> terminated(Terminated news, ActorContext<M> context) throws Exception {
            return other != null ? other.terminated(news, context) : Incarnation.super.terminated(news, context);
        }

        @Override
        public void reset(ActorContext<M> context) {
            if (other != null) {
                other.reset(context);
            }
        }

        @Override
        public void stopped(ActorContext<M> context) {
            if (other != null) {
                other.stopped(context);
            } else {
                present.afterStop.accept(context);
            }
        }
    }
}
