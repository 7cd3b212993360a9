package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.Request;
import io.nact.path.ActorPath;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reference without an actor behind it: keeps what it is sent as an effect, and hands it on to whom it may concern. */
final class TestedRef<M> implements ActorRef<M> {

    private final ActorPath path;

    private final Consumer<? super M> receiver;

    private @Nullable TestedActor<?> recorder;

    TestedRef(ActorPath path, Consumer<? super M> receiver) {
        this.path = path;
        this.receiver = receiver;
    }

    void recordsIn(TestedActor<?> actor) {
        recorder = actor;
    }

    private void record(Effect effect) {
        if (recorder != null) {
            recorder.add(effect);
        }
    }

    @Override
    public ActorPath path() {
        return path;
    }

    @Override
    public void tell(M message) {
        if (recorder == null) {
            receiver.accept(message);
        } else {
            recorder.sends().send(() -> deliver(message));
        }
    }

    private void deliver(M message) {
        record(new Effect.Told(this, message));
        receiver.accept(message);
    }

    private void refuseIfHeld(String what) {
        if (recorder != null) {
            recorder.sends().refuse(what, path);
        }
    }

    @Override
    public boolean tryTell(M message) {
        refuseIfHeld("tryTell");
        tell(message);
        return true;
    }

    @Override
    public CompletableFuture<Void> offer(M message) {
        refuseIfHeld("offer to");
        tell(message);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        asked(request, reply);
        return reply;
    }

    @SuppressWarnings("unchecked") // the test says the reply
    private void asked(Object message, CompletableFuture<?> reply) {
        refuseIfHeld("ask");
        record(new Effect.Asked(this, message, (CompletableFuture<@Nullable Object>) reply));
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request, Duration timeout) {
        return ask(request);
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        asked(message.apply(new TestedRef<R>(path.child("$reply"), reply::complete)), reply);
        return reply;
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message, Duration timeout) {
        return ask(message);
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request) {
        throw new IllegalStateException(
                "A behaviour under test calls %s, which would block its thread: ask and return the stage"
                        .formatted(path));
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request, Duration timeout) {
        return call(request);
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter) {
        return new TestedRef<>(path, message -> tell(adapter.apply(message)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TestedRef<?> ref && path.equals(ref.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
