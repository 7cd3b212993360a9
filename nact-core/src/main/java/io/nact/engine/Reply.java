package io.nact.engine;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of a reply, or of what has been chained to one.
 *
 * <p>It keeps the context of whoever asked: what is chained to it runs on the system's threads and not on the common
 * pool, an ask made there has no more time than the asking turn had, and a turn that returns it is known to wait for
 * whom it {@linkplain #origin() originates} from.
 */
abstract class Reply<R extends @Nullable Object> extends CompletableFuture<R> {

    private final LocalSystem system;

    /** When the asker of the turn that asked gives up, or {@link Deadline#NONE}. */
    private final long context;

    /** What the thread of whoever asked carried. */
    private final @Nullable Object carried;

    Reply(LocalSystem system, long context, @Nullable Object carried) {
        this.system = system;
        this.context = context;
        this.carried = carried;
    }

    /** What the thread of whoever asked carried. */
    final @Nullable Object carried() {
        return carried;
    }

    public final LocalSystem system() {
        return system;
    }

    /** Whom it waits for. */
    abstract Origin origin();

    /** The reply that it is chained to and that is still to come; null if there is none. */
    abstract @Nullable Reply<?> followed();

    /** Also cancels what it is chained to, up to the ask, as far as nobody else depends on that. */
    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = withdraw();
        Reply<?> next = followed();
        // Not by recursion: a chain may be longer than a stack is deep.
        while (cancelled && next != null && next.getNumberOfDependents() <= 1 && next.withdraw()) {
            next = next.followed();
        }
        return cancelled;
    }

    /** Cancels this one alone. */
    boolean withdraw() {
        return super.cancel(false);
    }

    /** Whether whoever asked carried nothing that would have to be taken along, and had no deadline. */
    final boolean isWithoutContext() {
        return context == Deadline.NONE && system.carriage().takesNothing();
    }

    /** Runs the task with the deadline of whoever asked, and with what that thread carried. */
    final void inContext(Runnable task) {
        system.carriage().run(carried, () -> Activation.within(context, task));
    }

    @Override
    public final Executor defaultExecutor() {
        return task -> system.dispatcher().execute(() -> Activation.run(() -> inContext(task)));
    }

    /** For somebody who is to do with it what they like: cancelling it leaves this one alone. */
    @Override
    public final CompletableFuture<R> copy() {
        CompletableFuture<R> copy = super.copy();
        ((Chained<R>) copy).separate();
        return copy;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new Chained<>(this, context, carried, origin());
    }

    @Override
    public final <U> CompletableFuture<U> thenCompose(Function<? super R, ? extends CompletionStage<U>> next) {
        Origin.Composed composed = new Origin.Composed(origin());
        return composed.originOf(super.thenCompose(composed.following(next)));
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super R, ? extends CompletionStage<U>> next) {
        return thenComposeAsync(next, defaultExecutor());
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(
            Function<? super R, ? extends CompletionStage<U>> next, Executor executor) {
        Origin.Composed composed = new Origin.Composed(origin());
        return composed.originOf(super.thenComposeAsync(composed.following(next), executor));
    }

    /** Another stage may complete it, so that it does not wait for this one's origin. */
    private static <U extends @Nullable Object> CompletableFuture<U> ofUnknownOrigin(CompletableFuture<U> either) {
        ((Reply.Chained<U>) either).originate(Origin.UNKNOWN);
        return either;
    }

    @Override
    public final <U> CompletableFuture<U> applyToEither(
            CompletionStage<? extends R> other, Function<? super R, U> action) {
        return ofUnknownOrigin(super.applyToEither(other, action));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(
            CompletionStage<? extends R> other, Function<? super R, U> action) {
        return ofUnknownOrigin(super.applyToEitherAsync(other, action));
    }

    @Override
    public final <U> CompletableFuture<U> applyToEitherAsync(
            CompletionStage<? extends R> other, Function<? super R, U> action, Executor executor) {
        return ofUnknownOrigin(super.applyToEitherAsync(other, action, executor));
    }

    @Override
    public final CompletableFuture<Void> acceptEither(CompletionStage<? extends R> other, Consumer<? super R> action) {
        return ofUnknownOrigin(super.acceptEither(other, action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(
            CompletionStage<? extends R> other, Consumer<? super R> action) {
        return ofUnknownOrigin(super.acceptEitherAsync(other, action));
    }

    @Override
    public final CompletableFuture<Void> acceptEitherAsync(
            CompletionStage<? extends R> other, Consumer<? super R> action, Executor executor) {
        return ofUnknownOrigin(super.acceptEitherAsync(other, action, executor));
    }

    @Override
    public final CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return ofUnknownOrigin(super.runAfterEither(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return ofUnknownOrigin(super.runAfterEitherAsync(other, action));
    }

    @Override
    public final CompletableFuture<Void> runAfterEitherAsync(
            CompletionStage<?> other, Runnable action, Executor executor) {
        return ofUnknownOrigin(super.runAfterEitherAsync(other, action, executor));
    }

    /** What follows from a reply. */
    static final class Chained<T> extends Reply<T> {

        /** Weak, so that a long chain does not keep all its values: whoever is to complete a reply holds it. */
        private final WeakReference<Reply<?>> source;

        private Origin origin;

        private boolean separate;

        Chained(Reply<?> source, long context, @Nullable Object carried, Origin origin) {
            super(source.system(), context, carried);
            this.source = new WeakReference<>(source);
            this.origin = origin;
        }

        @Override
        Origin origin() {
            return origin;
        }

        @Override
        @Nullable
        Reply<?> followed() {
            if (separate) {
                return null;
            }
            Reply<?> first = source.get();
            if (first != null && !first.isDone()) {
                return first;
            }
            return origin instanceof Origin.Composed composed ? composed.reply() : null;
        }

        /** Its end is no matter of what it has been made of. Before anybody else has it. */
        void separate() {
            separate = true;
        }

        /** Before anybody else has it. */
        void originate(Origin from) {
            origin = from;
        }
    }
}
