package io.nact;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a handler answers instead of a behaviour: a word about the present one. */
final class NextBehavior<M> extends Behavior<M> implements Incarnation<M> {

    private static final NextBehavior<Object> SAME = new NextBehavior<>("same");

    private static final NextBehavior<Object> STOPPED = new NextBehavior<>("stopped");

    private static final NextBehavior<Object> UNHANDLED = new NextBehavior<>("unhandled");

    private final String word;

    private NextBehavior(String word) {
        super(BehaviorOptions.of(null));
        this.word = word;
    }

    @SuppressWarnings("unchecked") // they handle nothing
    static <M> Behavior<M> same() {
        return (Behavior<M>) SAME;
    }

    @SuppressWarnings("unchecked")
    static <M> Behavior<M> stopped() {
        return (Behavior<M>) STOPPED;
    }

    @SuppressWarnings("unchecked")
    static <M> Behavior<M> unhandled() {
        return (Behavior<M>) UNHANDLED;
    }

    /** Only an actor that is to stop can start with one of these. */
    @Override
    public Incarnation<M> start(ActorContext<M> context) {
        if (this != (Behavior<?>) STOPPED) {
            throw wrongPlace();
        }
        context.stop();
        return this;
    }

    @Override
    public @Nullable CompletionStage<?> receive(M message, ActorContext<M> context) {
        context.unhandled();
        return null;
    }

    @Override
    public Behavior<M> afterStop(Consumer<? super ActorContext<M>> action) {
        throw wrongPlace();
    }

    @Override
    Behavior<M> with(BehaviorOptions options) {
        throw wrongPlace();
    }

    @Override
    String kind() {
        return "Behaviors." + word + "()";
    }

    private IllegalStateException wrongPlace() {
        return new IllegalStateException(
                "Behaviors.%s() is an answer of a Behaviors.receive handler about its present behaviour, and none itself"
                        .formatted(word));
    }
}
