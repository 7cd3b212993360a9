package io.nact.engine;

import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.MailboxFullException;
import io.nact.NoReplyException;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter.Reason;
import io.nact.time.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future of a reply, and the right to give it.
 *
 * <p>The answer is settled once, by whoever wins the CAS of {@code settled}: a handler, the timeout, a refusal. The
 * future completes a little later, when the turn that answered has been released, so that what is chained to it never
 * runs inside that turn. A future that the asker has completed or cancelled counts as settled.
 */
final class Ask<R extends @Nullable Object> extends CompletableFuture<R> implements ReplyRef<R> {

    private static final VarHandle SETTLED;

    static {
        try {
            SETTLED = MethodHandles.lookup().findVarHandle(Ask.class, "settled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final MessageRef<?> target;

    private final Duration timeout;

    /** Whether the end of a turn without an answer is to be reported: known for a request, not for a message with its own reference. */
    private final boolean owed;

    private final long sentAt;

    private final long deadline;

    /** Written once, before the message is queued. */
    private Class<?> messageType = Object.class;

    private volatile boolean settled;

    private volatile boolean begun;

    /** Written before {@code begun}. */
    private long begunAt;

    /** Whether the handler has taken over the duty to answer; only touched in the turn. */
    private boolean takenOver;

    private volatile Scheduler.@Nullable Timer timer;

    Ask(MessageRef<?> target, Duration timeout, boolean owed) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "An ask of %s needs a positive timeout, not %s".formatted(target.path(), timeout));
        }
        this.target = target;
        this.owed = owed;
        this.sentAt = target.system().scheduler().nanoTime();
        long nanos = nanosOf(timeout);
        Turn<?> asking = Activation.current().turn();
        long left = asking == null ? Long.MAX_VALUE : asking.nanosLeft(sentAt);
        this.timeout = left < nanos ? Duration.ofNanos(Math.max(0, left)) : timeout;
        this.deadline = sentAt + Math.min(nanos, left);
    }

    private static long nanosOf(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0 ? Long.MAX_VALUE / 2 : timeout.toNanos();
    }

    /** Sends the message, unless there is no time left for it. */
    Ask<R> send(Object message) {
        messageType = message.getClass();
        if (nanosLeft(sentAt) <= 0) {
            target.system().deadLetters().count(Reason.EXPIRED);
            return refuse(timedOut(sentAt));
        }
        Reason refusal = target.deliver(new AskEnvelope(message, this));
        if (refusal != null) {
            target.system().deadLetters().count(refusal);
            return refuse(refusal(refusal));
        }
        startTimer();
        return this;
    }

    /** Nobody has seen the future yet, so that it may complete here. */
    private Ask<R> refuse(Throwable cause) {
        settled = true;
        completeExceptionally(cause);
        return this;
    }

    /** Starts the clock, once the message has been queued. */
    private void startTimer() {
        if (settled) {
            return;
        }
        // Before the look at the system's end: whoever ends it looks at the asks after that.
        target.system().asks().add(this);
        if (target.system().hasEnded() && SETTLED.compareAndSet(this, false, true)) {
            target.system().asks().remove(this);
            completeExceptionally(refusal(Reason.STOPPED));
            return;
        }
        timer = target.system().scheduler().schedule(timeout, this::timeOut);
        if (settled || isDone()) {
            cancelTimer();
        }
    }

    private void cancelTimer() {
        target.system().asks().remove(this);
        Scheduler.Timer running = timer;
        if (running != null) {
            running.cancel();
        }
    }

    /** The turn begins. False if nobody waits for the answer any more. */
    boolean begin() {
        if (!isAwaited()) {
            return false;
        }
        begunAt = target.system().scheduler().nanoTime();
        begun = true;
        return true;
    }

    /** How much time the asker has left. */
    long nanosLeft(long now) {
        return deadline - now;
    }

    void takeOver() {
        takenOver = true;
    }

    /** Whether the answer is still to come although the turn is over: the handler has promised it. */
    boolean isPromised() {
        return takenOver && isAwaited();
    }

    /** The turn has ended without an exception: an owed answer that nobody will give any more is reported. */
    void turnEnded(Object message) {
        if (!owed || takenOver || !isAwaited()) {
            return;
        }
        if (VoidRequests.isVoid(message.getClass())) {
            settle(null, null);
        } else {
            fail(new NoReplyException(
                    "%s ended its turn on %s without a reply: it answers by ctx.replyTo(request).reply(...), then or later"
                            .formatted(target.path(), messageType.getSimpleName())));
        }
    }

    @Override
    public void reply(R value) {
        settle(value, null);
    }

    @Override
    public void fail(Throwable cause) {
        settle(null, cause);
    }

    @Override
    public boolean isAwaited() {
        return !settled && !isDone();
    }

    private RuntimeException refusal(Reason reason) {
        String what = messageType.getSimpleName();
        return switch (reason) {
            case FULL ->
                new MailboxFullException(
                        "The mailbox of %s is full; %s was not queued. Ask again later, or give it a larger mailbox"
                                .formatted(target.path(), what));
            case UNHANDLED -> target.unhandled(messageType);
            default -> new ActorStoppedException("%s has stopped; %s was not answered".formatted(target.path(), what));
        };
    }

    /** Fails because the actor's life ended with the message waiting, in hand, or promised an answer. */
    void lifeEnded() {
        fail(new ActorStoppedException(
                "%s stopped or was reset before it answered %s".formatted(target.path(), messageType.getSimpleName())));
    }

    /** Fails with the handler's exception; true if the asker still waited. */
    boolean failed(Throwable cause) {
        return settle(null, cause);
    }

    private void timeOut() {
        target.system().asks().remove(this);
        settle(null, timedOut(target.system().scheduler().nanoTime()));
    }

    private AskTimeoutException timedOut(long now) {
        long waited = (begun ? begunAt : now) - sentAt;
        long handled = begun ? now - begunAt : 0;
        return new AskTimeoutException("%s did not answer %s within %s: it waited %d ms and was handled for %d ms"
                .formatted(
                        target.path(), messageType.getSimpleName(), timeout, waited / 1_000_000, handled / 1_000_000));
    }

    @SuppressWarnings("NullAway") // a Void reply and a failure have no value
    private boolean settle(@Nullable R value, @Nullable Throwable failure) {
        if (isDone() || !SETTLED.compareAndSet(this, false, true)) {
            return false;
        }
        cancelTimer();
        Activation.afterTurn(target.system(), () -> {
            if (failure != null) {
                completeExceptionally(failure);
            } else {
                complete(value);
            }
        });
        return true;
    }

    /** The system's dispatcher, so that nothing chained to a reply runs on the common pool. */
    @Override
    public Executor defaultExecutor() {
        return target.system().dispatcher();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Chained<>(target.system().dispatcher());
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        cancelTimer();
        return super.cancel(mayInterruptIfRunning);
    }

    private static final class Chained<T> extends CompletableFuture<T> {

        private final Executor executor;

        Chained(Executor executor) {
            this.executor = executor;
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Chained<>(executor);
        }
    }
}
