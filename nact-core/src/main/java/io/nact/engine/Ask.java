package io.nact.engine;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.AskTimeoutException;
import io.nact.NoReplyException;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.metrics.Answer;
import io.nact.path.ActorPath;
import io.nact.time.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The future of a reply, and the right to give it.
 *
 * <p>The answer is settled once, by whoever wins the CAS of {@code settled}: a handler, the timeout, a refusal. The
 * future completes a little later, when the turn that answered has been released, so that what is chained to it never
 * runs inside that turn; but for that of a call whose own thread runs the turn, to which nobody can have chained anything. A future that the asker has completed or cancelled counts as settled.
 */
final class Ask<R extends @Nullable Object> extends Reply<R> implements ReplyRef<R>, Origin, Activation.Completion {

    private static final VarHandle SETTLED;

    private static final VarHandle MEASURED;

    static {
        try {
            SETTLED = MethodHandles.lookup().findVarHandle(Ask.class, "settled", boolean.class);
            MEASURED = MethodHandles.lookup().findVarHandle(Ask.class, "measured", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Duration timeout;

    /** Whether the end of a turn without an answer is to be reported: known for a request, not for a message with its own reference. */
    private final boolean owed;

    private final long sentAt;

    private final long deadline;

    /** Who is to answer: another one once the message has been forwarded. */
    private volatile MessageRef<?> target;

    /** Written before the message is queued. */
    private Class<?> messageType = Object.class;

    private volatile boolean settled;

    /** What it has been settled with, until that is passed on; of whoever has settled it, as the next. */
    private @Nullable R answer;

    private @Nullable Throwable failure;

    /** Whether another actor had it first; written before it is queued. */
    private boolean forwarded;

    /** Whether its end has been recorded. By MEASURED, for the asker may end it while the answer comes. */
    private boolean measured;

    private volatile boolean begun;

    /** Written before {@code begun}. */
    private long begunAt;

    /** Whether the handler has taken over the duty to answer; only touched in the turn. */
    private boolean takenOver;

    /** The turn that has returned this as its stage, or the last that did. */
    private volatile @Nullable Turn<?> waiter;

    private volatile Scheduler.@Nullable Timer timer;

    /** Of somebody whose own asker, if there is one, waits until {@code context}. */
    private Ask(MessageRef<?> target, Duration timeout, boolean owed, long context) {
        super(target.system(), context, target.system().carriage().capture());
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "An ask of %s needs a positive timeout, not %s".formatted(target.path(), timeout));
        }
        this.target = target;
        this.owed = owed;
        this.sentAt = target.system().scheduler().nanoTime();
        long nanos = nanosOf(timeout);
        long left = Deadline.left(context, sentAt);
        this.timeout = left < nanos ? Duration.ofNanos(Math.max(0, left)) : timeout;
        this.deadline = sentAt + Math.min(nanos, left);
    }

    /** An ask with the timeout, or with what is left to whoever asks if that is less. */
    static <R extends @Nullable Object> Ask<R> of(MessageRef<?> target, Duration timeout, boolean owed) {
        Held.refuse("ask", target);
        return new Ask<>(target, timeout, owed, Activation.current().deadline());
    }

    private static long nanosOf(Duration timeout) {
        return timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE / 2)) > 0 ? Long.MAX_VALUE / 2 : timeout.toNanos();
    }

    /**
     * Sends the message, unless there is no time left for it.
     *
     * @param patient whether the thread may be kept waiting for room
     */
    Ask<R> send(Object message, boolean patient) {
        AskEnvelope envelope = envelope(message);
        if (envelope != null) {
            deliver(envelope, patient);
        }
        return this;
    }

    /** As {@link #send}, of a thread that waits for the answer anyway: it takes the turn itself if it may. */
    Ask<R> sendOrHandle(Object message) {
        AskEnvelope envelope = envelope(message);
        if (envelope == null) {
            return this;
        }
        if (target.isHandledHere(envelope)) {
            startTimer();
        } else {
            deliver(envelope, true);
        }
        return this;
    }

    private void deliver(AskEnvelope envelope, boolean patient) {
        Object message = envelope.message();
        Reason refusal = target.deliver(envelope, patient);
        if (refusal == null) {
            startTimer();
        } else {
            system().deadLetters().known(target, message, refusal);
            refuse(target.refusal(refusal, messageType));
        }
    }

    /** What is to be queued; nothing if there is something wrong with the message, or no time left for it. */
    private @Nullable AskEnvelope envelope(Object message) {
        messageType = message.getClass();
        Object sent;
        try {
            sent = target.checked(message);
        } catch (RuntimeException invalid) {
            refuse(invalid);
            return null;
        }
        if (Deadline.left(deadline, sentAt) <= 0) {
            system().deadLetters().known(target, message, Reason.EXPIRED);
            refuse(timedOut(sentAt));
            return null;
        }
        return new AskEnvelope(sent, this);
    }

    /** Nobody has seen the future yet, so that it may complete here. */
    private void refuse(Throwable cause) {
        settled = true;
        measure(cause);
        completeExceptionally(cause);
    }

    /** Starts the clock, once the message has been queued. */
    private void startTimer() {
        if (isDone() || !owed && !isKept()) {
            return;
        }
        if (!settled) {
            timer = system().scheduler().scheduleAt(deadline, this::timeOut);
        }
        if (settled || isDone()) {
            cancelTimer();
        }
        // Otherwise whoever settles it takes it out, once all is done that follows the answer.
        if (isDone()) {
            letGo();
        }
    }

    /**
     * Has the system know of it, so that it ends with that: whoever has the reference for the reply may have been handed it
     * by anybody, while an answer that is owed is some actor's to give. False if the system has ended.
     */
    private boolean isKept() {
        // Before the look at the system's end: whoever ends it looks at the asks after that.
        system().asks().add(this);
        if (system().hasEnded() && SETTLED.compareAndSet(this, false, true)) {
            letGo();
            RuntimeException refusal = target.refusal(Reason.STOPPED, messageType);
            measure(refusal);
            completeExceptionally(refusal);
            return false;
        }
        return true;
    }

    private void letGo() {
        if (!owed || target.system() != system()) {
            system().asks().remove(this);
        }
    }

    /** Whether an answer is to come although its message does not wait. */
    boolean isInFlight() {
        return begun && !isDone();
    }

    private void cancelTimer() {
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
        begunAt =
                Activation.current().isFor(this) ? sentAt : system().scheduler().nanoTime();
        begun = true;
        return true;
    }

    /** When its turn began. */
    long begunAt() {
        return begunAt;
    }

    /** When its turn began; 0 if it has not. Any thread. */
    long begunIfAny() {
        return begun ? begunAt : 0;
    }

    /** Whether its turn has begun, and perhaps ended. */
    boolean hasBegun() {
        return begun;
    }

    /** The message waits again, for another turn or another actor. */
    void putBack() {
        begun = false;
    }

    /**
     * Another actor is to answer, with another message.
     *
     * @throws RuntimeException if that one does not take such messages, or finds fault with this one; then nothing has
     *     changed
     */
    void forward(ActorRef<?> to, Object message) {
        if (!(to instanceof MessageRef<?> next)) {
            fail(new ActorStoppedException(
                    "%s forwarded %s to %s, which is no actor".formatted(targetPath(), messageName(), to.path())));
            return;
        }
        Object sent = next.checked(message);
        MessageRef<?> here = target;
        Class<?> type = messageType;
        boolean promised = takenOver;
        // Before it is queued, for it may be handled at once; what this actor has promised is now the other one's duty.
        awaits(next, message.getClass(), false);
        forwarded = true;
        putBack();
        if (next.system() != system()) {
            // Whose end is not that of the one which keeps the time.
            isKept();
        }
        try {
            Reason refusal = next.deliver(new AskEnvelope(sent, this), false);
            if (refusal != null) {
                system().deadLetters().known(next, message, refusal);
                RuntimeException failure = next.refusal(refusal, messageType);
                if (refusal == Reason.UNHANDLED) {
                    throw failure;
                }
                fail(failure);
            }
        } catch (RuntimeException mistaken) {
            awaits(here, type, promised);
            begun = true;
            throw mistaken;
        }
        Turn<?> turn = waiter;
        if (turn != null) {
            WaitCycle.breakAt(turn);
        }
    }

    private void awaits(MessageRef<?> answerer, Class<?> type, boolean promised) {
        target = answerer;
        messageType = type;
        takenOver = promised;
    }

    long sentAt() {
        return sentAt;
    }

    /** Whether its message has waited in this envelope, in a mailbox, ever since it was sent. */
    boolean isNewTo(Envelope envelope) {
        return envelope.number() != 0 && !forwarded;
    }

    /** When the asker gives up. */
    long deadline() {
        return deadline;
    }

    void takeOver() {
        takenOver = true;
    }

    /** Whether the answer is still to come although the turn is over: the handler has promised it. */
    boolean isPromised() {
        return takenOver && isAwaited();
    }

    boolean isTakenOver() {
        return takenOver;
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
                            .formatted(targetPath(), messageName())));
        }
    }

    @Override
    public void reply(R value) {
        answer(value, null);
    }

    @Override
    public void fail(Throwable cause) {
        answer(null, cause);
    }

    private void answer(@Nullable R value, @Nullable Throwable cause) {
        Held held = Held.here();
        if (held == null) {
            settle(value, cause);
        } else {
            held.add(() -> settle(value, cause));
        }
    }

    @Override
    public boolean isAwaited() {
        return !settled && !isDone();
    }

    /** The actor that is to answer, as it lives now. */
    @Nullable
    Cell<?> actor() {
        return target.actor();
    }

    ActorPath targetPath() {
        return target.path();
    }

    String messageName() {
        return messageType.getSimpleName();
    }

    /** Fails because the actor's life ended with the message waiting, in hand, or promised an answer. */
    void lifeEnded() {
        lifeEnded(null);
    }

    /** {@link #lifeEnded()} because of a crash, if it is known. */
    void lifeEnded(@Nullable Throwable crash) {
        String why = crash == null ? "" : ": it had crashed with " + crash;
        fail(new ActorStoppedException(
                "%s stopped or was reset before it answered %s%s".formatted(targetPath(), messageName(), why), crash));
    }

    /** Fails with the handler's exception; true if the asker still waited. */
    boolean failed(Throwable cause) {
        return settle(null, cause);
    }

    private void timeOut() {
        if (!settle(null, timedOut(system().scheduler().nanoTime()))) {
            letGo();
        }
    }

    private AskTimeoutException timedOut(long now) {
        long waited = (begun ? begunAt : now) - sentAt;
        long handled = begun ? now - begunAt : 0;
        return new AskTimeoutException("%s did not answer %s within %s: it waited %d ms and was handled for %d ms"
                .formatted(targetPath(), messageName(), timeout, waited / 1_000_000, handled / 1_000_000));
    }

    private boolean settle(@Nullable R value, @Nullable Throwable failure) {
        if (Activation.current().isFor(this)) {
            boolean settles = claim(value, failure);
            if (settles) {
                complete();
            }
            return settles;
        }
        // Before it counts as answered, so that a system that looks whether anything goes on sees one or the other.
        system().underway().begins();
        boolean settles = claim(value, failure);
        if (settles) {
            Activation.afterTurn(this);
        } else {
            system().underway().ends();
        }
        return settles;
    }

    /** Fails now, on another thread: this one may be about to block for the answer. */
    void failAside(Throwable cause) {
        system().underway().begins();
        if (claim(null, cause)) {
            system().runLater(this::passOn);
        } else {
            system().underway().ends();
        }
    }

    private boolean claim(@Nullable R value, @Nullable Throwable failure) {
        if (isDone() || !SETTLED.compareAndSet(this, false, true)) {
            return false;
        }
        answer = value;
        this.failure = failure;
        cancelTimer();
        return true;
    }

    @Override
    public void passOn() {
        try {
            if (isWithoutContext()) {
                complete();
            } else {
                inContext(this::complete);
            }
        } finally {
            letGo();
            system().underway().ends();
        }
    }

    @SuppressWarnings("NullAway") // a Void reply has no value
    private void complete() {
        measure(failure);
        if (failure != null) {
            completeExceptionally(failure);
        } else {
            complete(answer);
        }
    }

    @Override
    boolean withdraw() {
        cancelTimer();
        letGo();
        boolean cancelled = super.withdraw();
        if (cancelled) {
            measure(Answer.CANCELLED);
        }
        return cancelled;
    }

    /** If the engine has not recorded the end before, it is the asker's doing, as by {@code orTimeout}. */
    @Override
    public boolean completeExceptionally(Throwable cause) {
        boolean first = super.completeExceptionally(cause);
        if (first) {
            measure(Answer.CANCELLED);
        }
        return first;
    }

    /** As {@link #completeExceptionally}. */
    @Override
    public boolean complete(R value) {
        boolean first = super.complete(value);
        if (first) {
            measure(Answer.CANCELLED);
        }
        return first;
    }

    /** Tells whoever records it how long the asker has waited; before the future completes, which the asker waits for. */
    private void measure(@Nullable Throwable cause) {
        if (!isDone()) {
            measure(Answers.of(cause));
        }
    }

    private void measure(Answer end) {
        TypeStats asked = target.stats();
        if (asked.isMeasured() && MEASURED.compareAndSet(this, false, true)) {
            asked.answered(end, system().scheduler().nanoTime() - sentAt);
        }
    }

    @Override
    @Nullable
    Reply<?> followed() {
        return null;
    }

    @Override
    Origin origin() {
        return this;
    }

    @Override
    public Ask<?> pending() {
        return this;
    }

    @Override
    public void awaitedBy(Turn<?> turn) {
        waiter = turn;
    }
}
