package io.nact.engine;

import io.nact.ActorException;
import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AfterCommit;
import io.nact.BehaviorOptions;
import io.nact.MailboxFullException;
import io.nact.Request;
import io.nact.TransactionBinding;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reference to something that takes envelopes: all ways to send, on top of one. */
abstract class MessageRef<M> implements ActorRef<M> {

    /**
     * Takes the envelope, or says why not; it has not been queued then.
     *
     * @param patient whether the sender may be kept waiting for room, if the mailbox does so
     */
    abstract @Nullable Reason deliver(Envelope envelope, boolean patient);

    /**
     * Has this thread, which is to wait for the answer, take the turn on the message itself, if it may and the actor is
     * idle. False if not: then nothing has become of the message.
     */
    boolean isHandledHere(AskEnvelope envelope) {
        return false;
    }

    /** The actor that would handle a message now. */
    @Nullable
    Cell<?> actor() {
        return null;
    }

    abstract LocalSystem system();

    /** What is counted about actors of the type for which messages are meant. */
    TypeStats stats() {
        return system().metrics().other();
    }

    /** Why a message of this type is none for the target. */
    UnhandledMessageException unhandled(Class<?> messageType) {
        return new UnhandledMessageException(
                "%s does not handle messages of type %s, or not now".formatted(path(), messageType.getName()));
    }

    /** What a sender is told whose message has been refused. */
    RuntimeException refusal(Reason reason, Class<?> messageType) {
        String what = messageType.getSimpleName();
        return switch (reason) {
            case FULL ->
                new MailboxFullException(
                        "%s: %s was not queued. Send it again later, or raise that limit".formatted(full(), what));
            case DROPPED ->
                new MailboxFullException(
                        "%s, so that %s was dropped, as that mailbox does. Send it again later, or raise its capacity"
                                .formatted(whatIsFull(), what));
            case UNHANDLED -> unhandled(messageType);
            default -> new ActorStoppedException("%s has stopped; %s was not answered".formatted(path(), what));
        };
    }

    private String full() {
        return system().budget().isExhausted()
                ? "The system '%s' holds as many messages as it may (%d)"
                        .formatted(system().name(), system().budget().max())
                : whatIsFull();
    }

    /** What keeps a message from being queued, beside the system's own limit. */
    String whatIsFull() {
        return "The mailbox of %s is full".formatted(path());
    }

    /** What has been said about the actor that takes the messages; null if that is not known. */
    @Nullable
    BehaviorOptions options() {
        return null;
    }

    /** What is to be queued for a message, with which the actor's own check finds no fault. */
    Object checked(Object message) {
        BehaviorOptions options = options();
        if (options != null) {
            Consumer<Object> check = options.check();
            if (check != null && options.takes(message)) {
                check.accept(message);
            }
        }
        return message;
    }

    @Override
    public void tell(M message) {
        Object sent = checked(Objects.requireNonNull(message, "message"));
        if (isHeld(message, sent) || system().options().tellsAfterCommit() && isBoundToCommit(message, sent)) {
            return;
        }
        if (!isTaken(message, system().carriage().envelope(sent))) {
            throw unhandled(message.getClass());
        }
    }

    /** Tells; false if the message is outside the protocol. */
    private boolean isTaken(Object message, Envelope envelope) {
        Reason refusal = deliver(envelope, true);
        if (refusal != null) {
            system().deadLetters().add(this, message, refusal);
        }
        return refusal != Reason.UNHANDLED;
    }

    @Override
    public AfterCommit<M> afterCommit() {
        return message -> {
            Object sent = checked(Objects.requireNonNull(message, "message"));
            if (!isHeld(message, sent)
                    && !isBoundToCommit(message, sent)
                    && !isTaken(message, system().carriage().envelope(sent))) {
                throw unhandled(message.getClass());
            }
        };
    }

    private boolean isHeld(Object message, Object sent) {
        Held held = Held.here();
        if (held == null) {
            return false;
        }
        BehaviorOptions options = options();
        if (options != null && !options.takes(sent)) {
            throw unhandled(message.getClass());
        }
        Object context = system().carriage().capture();
        held.add(() -> isTaken(message, Carriage.envelope(sent, context)));
        return true;
    }

    private boolean isBoundToCommit(Object message, Object sent) {
        TransactionBinding transactions = system().options().transactions();
        if (transactions == null) {
            return false;
        }
        Object context = system().carriage().capture();
        return transactions.afterCommit(() -> isTaken(message, Carriage.envelope(sent, context)));
    }

    @Override
    public boolean tryTell(M message) {
        Held.refuse("tryTell", this);
        Object sent = checked(Objects.requireNonNull(message, "message"));
        Reason refusal = deliver(system().carriage().envelope(sent), false);
        if (refusal == Reason.UNHANDLED) {
            throw unhandled(message.getClass());
        }
        return refusal == null;
    }

    @Override
    public CompletableFuture<Void> offer(M message) {
        Held.refuse("offer to", this);
        Object sent = checked(Objects.requireNonNull(message, "message"));
        Offers.Offered offered = new Offers.Offered(sent, system().carriage().capture());
        Reason refusal = deliver(offered, false);
        if (refusal == Reason.UNHANDLED) {
            throw unhandled(message.getClass());
        }
        if (refusal != null) {
            offered.taken().completeExceptionally(refusal(refusal, message.getClass()));
        } else if (!offered.isLeft()) {
            offered.taken().confirm();
        }
        return offered.taken();
    }

    /** Takes a message once more that has been sent before, and of whose sender nothing is known; false if not. */
    final boolean takesAgain(Object message) {
        try {
            return deliver(new Envelope(checked(message)), false) == null;
        } catch (RuntimeException invalid) {
            return false;
        }
    }

    private Duration askTimeout() {
        BehaviorOptions options = options();
        Duration own = options == null ? null : options.askTimeout();
        return own != null ? own : system().options().askTimeout();
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request) {
        return ask(request, askTimeout());
    }

    @Override
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request, Duration timeout) {
        return Ask.<R>of(this, timeout, true).send(Objects.requireNonNull(request, "request"), false);
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message) {
        return ask(message, askTimeout());
    }

    @Override
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message, Duration timeout) {
        Ask<R> ask = Ask.of(this, timeout, false);
        return ask.send(Objects.requireNonNull(message.apply(new AskedRef<>(ask, system())), "message"), false);
    }

    @Override
    public <R extends @Nullable Object> R call(Request<R> request) {
        return call(request, askTimeout());
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
        Ask<R> reply = Ask.<R>of(this, timeout, true).sendOrHandle(Objects.requireNonNull(request, "request"));
        if (turn != null) {
            turn.waitsFor(reply);
        }
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
        } finally {
            if (turn != null) {
                turn.waitsNoMore();
            }
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
