package io.nact.engine;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reference to something that takes envelopes: all ways to send, on top of one. */
abstract class MessageRef<M> implements ActorRef<M> {

    /** Takes the envelope, or says why not; it has not been queued then. */
    abstract @Nullable Reason deliver(Envelope envelope);

    abstract LocalSystem system();

    /** Why a message of this type is none for the target. */
    UnhandledMessageException unhandled(Class<?> messageType) {
        return new UnhandledMessageException(
                "%s does not take messages of type %s".formatted(path(), messageType.getName()));
    }

    @Override
    public void tell(M message) {
        Reason refusal = deliver(new Envelope(Objects.requireNonNull(message, "message")));
        if (refusal != null) {
            system().deadLetters().add(this, message, refusal);
            if (refusal == Reason.UNHANDLED) {
                throw unhandled(message.getClass());
            }
        }
    }

    @Override
    public boolean tryTell(M message) {
        Reason refusal = deliver(new Envelope(Objects.requireNonNull(message, "message")));
        if (refusal == Reason.UNHANDLED) {
            throw unhandled(message.getClass());
        }
        return refusal == null;
    }

    @Override
    public CompletableFuture<Void> offer(M message) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request) {
        return ask(request, system().options().askTimeout());
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request, Duration timeout) {
        return new Ask<R>(this, timeout, true).send(Objects.requireNonNull(request, "request"));
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message) {
        return ask(message, system().options().askTimeout());
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message, Duration timeout) {
        Ask<R> ask = new Ask<>(this, timeout, false);
        return ask.send(Objects.requireNonNull(message.apply(new AskedRef<>(ask, system())), "message"));
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request) {
        return call(request, system().options().askTimeout());
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request, Duration timeout) {
        Turn<?> turn = Activation.current().turn();
        if (turn != null && !turn.mayBlock()) {
            throw new IllegalStateException(
                    "%s calls %s and would block the thread that other actors need: ask it and return the stage, or use a dispatcher of virtual threads"
                            .formatted(turn.path(), path()));
        }
        if (!system().hasStarted()) {
            throw new IllegalStateException(
                    "%s cannot be called before its system '%s' has started: tell or ask it, which waits for the start"
                            .formatted(path(), system().name()));
        }
        CompletableFuture<R> reply = ask(request, timeout);
        try {
            return reply.get();
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw new ActorException(
                    "Interrupted while %s was handling %s"
                            .formatted(path(), request.getClass().getSimpleName()),
                    e);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new ActorException(cause == null ? null : cause.getMessage(), cause);
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter) {
        return new AdaptedRef<>(this, Objects.requireNonNull(adapter, "adapter"));
    }

    @Override
    public String toString() {
        return path().toString();
    }
}
