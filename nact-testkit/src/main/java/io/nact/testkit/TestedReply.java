package io.nact.testkit;

import io.nact.ReplyRef;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the reply to one request of a test goes. */
final class TestedReply<R extends @Nullable Object> implements ReplyRef<R> {

    private final TestedActor<?> actor;

    private final Object request;

    private final CompletableFuture<R> future = new CompletableFuture<>();

    private final boolean asked;

    private boolean takenOver;

    TestedReply(TestedActor<?> actor, Object request, boolean asked) {
        this.actor = actor;
        this.request = request;
        this.asked = asked;
    }

    CompletableFuture<R> future() {
        return future;
    }

    void takeOver() {
        takenOver = true;
    }

    boolean isTakenOver() {
        return takenOver;
    }

    @Override
    public void reply(R value) {
        actor.sends().send(() -> {
            if (future.complete(value)) {
                actor.add(new Effect.Replied(request, value));
            }
        });
    }

    @Override
    public void fail(Throwable cause) {
        actor.sends().send(() -> {
            if (future.completeExceptionally(cause)) {
                actor.add(new Effect.Failed(request, cause));
            }
        });
    }

    /** Fails without the behaviour having said so; false if it was answered before. */
    boolean failed(Throwable cause) {
        return future.completeExceptionally(cause);
    }

    /** Answers a request that only wants to know that it has been handled. */
    @SuppressWarnings("NullAway") // a reply of Void is null
    void done() {
        future.complete(null);
    }

    @Override
    public boolean isAwaited() {
        return asked && !future.isDone();
    }
}
