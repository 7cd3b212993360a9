package io.nact;

import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reference that swallows everything. */
final class Nobody implements ActorRef<Object> {

    static final Nobody INSTANCE = new Nobody();

    private final ActorPath path = ActorPath.root("nobody");

    private Nobody() {}

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    public void tell(Object message) {}

    @Override
    public boolean tryTell(Object message) {
        return false;
    }

    @Override
    public CompletableFuture<Void> offer(Object message) {
        return CompletableFuture.failedFuture(nobodyThere());
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request) {
        return refuse();
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request, Duration timeout) {
        return refuse();
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ?> message) {
        return refuse();
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ?> message, Duration timeout) {
        return refuse();
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request) {
        throw nobodyThere();
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request, Duration timeout) {
        throw nobodyThere();
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ?> adapter) {
        return ActorRef.nobody();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static <R extends @Nullable Object> CompletableFuture<R> refuse() {
        return CompletableFuture.failedFuture(nobodyThere());
    }

    private static ActorStoppedException nobodyThere() {
        return new ActorStoppedException("Nobody was asked: this reference is ActorRef.nobody(), which never answers");
    }
}
