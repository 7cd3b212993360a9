package io.nact.engine;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a stage comes from, as far as that is an ask: tells whom a turn waits for that has returned the stage. */
interface Origin {

    /** Nothing that anybody knows of. */
    Origin UNKNOWN = new Origin() {
        @Override
        public @Nullable Ask<?> pending() {
            return null;
        }

        @Override
        public void awaitedBy(Turn<?> turn) {}
    };

    /** The ask that has to be answered first; nothing if that is not known. */
    @Nullable
    Ask<?> pending();

    /** The turn waits for it from now on. */
    void awaitedBy(Turn<?> turn);

    static Origin of(@Nullable CompletionStage<?> stage) {
        return stage instanceof Reply<?> reply ? reply.origin() : UNKNOWN;
    }

    /** First one stage, then the one that a function makes of its outcome. */
    /*
     * The second stage may become known while a turn begins to wait for both: each side writes its own field and then
     * reads the other's, all volatile, so that at least one of them connects the turn with the second stage.
     */
    final class Composed implements Origin {

        private final Origin first;

        private volatile @Nullable Origin second;

        /** The second stage as it was returned, if it is a reply. */
        private volatile @Nullable Reply<?> reply;

        private volatile @Nullable Turn<?> waiter;

        Composed(Origin first) {
            this.first = first;
        }

        @Override
        public @Nullable Ask<?> pending() {
            return Objects.requireNonNullElse(second, first).pending();
        }

        @Override
        public void awaitedBy(Turn<?> turn) {
            waiter = turn;
            first.awaitedBy(turn);
            Origin known = second;
            if (known != null) {
                known.awaitedBy(turn);
            }
        }

        <T, U> Function<T, CompletionStage<U>> following(Function<? super T, ? extends CompletionStage<U>> next) {
            return value -> {
                CompletionStage<U> stage = next.apply(value);
                reply = stage instanceof Reply<U> asked ? asked : null;
                Origin known = Origin.of(stage);
                second = known;
                Turn<?> turn = waiter;
                if (turn != null) {
                    known.awaitedBy(turn);
                    WaitCycle.breakAt(turn);
                }
                return stage;
            };
        }

        /** What the function has returned, if that is a reply. */
        @Nullable
        Reply<?> reply() {
            return reply;
        }

        <U> CompletableFuture<U> originOf(CompletableFuture<U> composed) {
            ((Reply.Chained<U>) composed).originate(this);
            return composed;
        }
    }
}
