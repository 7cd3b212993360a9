package io.nact.engine;

import io.nact.Incarnation;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.mailbox.Envelope;
import io.nact.time.Scheduler;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handling of one message, and the actor's context meanwhile. An actor that takes one message at a time uses the
 * same object for all its turns; one that takes several has one for each.
 */
final class Turn<M> extends Context<M> {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private static final VarHandle MESSAGE;

    private static final VarHandle ASK;

    static {
        try {
            MESSAGE = MethodHandles.lookup().findVarHandle(Turn.class, "message", Object.class);
            ASK = MethodHandles.lookup().findVarHandle(Turn.class, "ask", Ask.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The message in hand. Opaque, for whoever abandons the turn reads it too, long after it was written. */
    private @Nullable Object message;

    /** Who waits for the answer to it; opaque likewise. */
    private @Nullable Ask<?> ask;

    /** When the turn began, or 0 if it is not measured. */
    private long startedAt;

    /** Counts the turns, so that a stage of an earlier one is known to be late. */
    private int ticket;

    /** Whether the handler has returned a stage. Only the thread that ran the handler reads it. */
    private boolean opened;

    /** Whether that stage is still awaited. Owner only, but for the handler's thread that sets it. */
    private boolean open;

    private boolean unhandled;

    private Scheduler.@Nullable Timer timeout;

    Turn(Cell<M> cell) {
        super(cell);
    }

    /** Takes the message in hand. False if its asker does not wait any more. */
    boolean begin(Envelope next, boolean measured) {
        Ask<?> asked = AskEnvelope.askOf(next);
        if (asked != null && !asked.begin()) {
            return false;
        }
        MESSAGE.setOpaque(this, next.message());
        ASK.setOpaque(this, asked);
        next.clear();
        opened = false;
        unhandled = false;
        startedAt = measured ? cell.system().scheduler().nanoTime() : 0;
        return true;
    }

    /** Runs the handler; answers what it threw. Afterwards the turn may {@linkplain #hasOpened() go on}. */
    @Nullable
    Throwable receive(Incarnation<M> incarnation) {
        return run(() -> {
            @SuppressWarnings("unchecked") // the reference is of the actor's type
            M inHand = (M) message();
            CompletionStage<?> stage = incarnation.receive(inHand, this);
            if (stage != null) {
                await(stage);
            }
        });
    }

    /** Gives the handler the outcome of its stage; answers what it threw. */
    @Nullable
    Throwable resume(Incarnation<M> incarnation, @Nullable Object value, @Nullable Throwable failure) {
        return run(() -> incarnation.resumed(value, failure, this));
    }

    /** Runs the user's code as this turn; answers what it threw. */
    @Nullable
    Throwable run(UserCode code) {
        Activation activation = Activation.current();
        Turn<?> before = activation.enter(this);
        try {
            code.run();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        } finally {
            activation.enter(before);
            // An interrupt that the code has left behind is not meant for the next actor on this thread.
            Thread.interrupted();
        }
    }

    /** A handler, or another piece of the user's. */
    interface UserCode {

        void run() throws Throwable;
    }

    private void await(CompletionStage<?> stage) {
        int awaited = ticket;
        open = true;
        opened = true;
        Duration limit = cell.turnTimeout();
        if (limit != null) {
            timeout = cell.system()
                    .scheduler()
                    .schedule(
                            limit,
                            () -> complete(
                                    awaited,
                                    null,
                                    new TimeoutException("%s waited longer than %s for the stage of its turn on %s"
                                            .formatted(path(), limit, messageName()))));
        }
        stage.whenComplete((value, failure) -> complete(awaited, value, unwrapped(failure)));
    }

    private void complete(int awaited, @Nullable Object value, @Nullable Throwable failure) {
        cell.signal(new Signal.StageCompleted(this, awaited, value, failure));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whether the handler has returned a stage that the turn waits, or waited, for. */
    boolean hasOpened() {
        return opened;
    }

    /** Whether the turn waits for the stage with this ticket. */
    boolean awaits(int awaited) {
        return open && ticket == awaited;
    }

    /** Lets go of the message. */
    void end() {
        Scheduler.Timer running = timeout;
        if (running != null) {
            running.cancel();
            timeout = null;
        }
        MESSAGE.setOpaque(this, (Object) null);
        ASK.setOpaque(this, (Ask<?>) null);
        open = false;
        ticket++;
    }

    /** How long the turn has taken, or a negative number if it is not measured. */
    long nanosTaken() {
        return startedAt == 0 ? -1 : cell.system().scheduler().nanoTime() - startedAt;
    }

    Object message() {
        return Objects.requireNonNull(message);
    }

    /** The type of the message in hand. Any thread. */
    String messageName() {
        Object inHand = MESSAGE.getOpaque(this);
        return inHand == null ? "nothing" : inHand.getClass().getSimpleName();
    }

    /** Who waits for the answer to the message in hand. Any thread. */
    @Nullable
    Ask<?> ask() {
        return (Ask<?>) ASK.getOpaque(this);
    }

    /** How much time the asker of this turn has left. */
    long nanosLeft(long now) {
        Ask<?> asked = ask();
        return asked == null ? Long.MAX_VALUE : asked.nanosLeft(now);
    }

    boolean mayBlock() {
        return cell.dispatcher().mayBlock();
    }

    @Override
    @SuppressWarnings("unchecked") // the ask is of the request
    public <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request) {
        if (message != request) {
            throw new IllegalStateException(
                    "%s is not handling %s now: call replyTo in the turn of the request, and keep what it returns"
                            .formatted(path(), request.getClass().getSimpleName()));
        }
        Ask<?> asked = ask();
        if (asked == null) {
            return (ReplyRef<R>) Unawaited.INSTANCE;
        }
        asked.takeOver();
        return (ReplyRef<R>) asked;
    }

    @Override
    public void unhandled() {
        unhandled = true;
    }

    /** Whether the handler has said that it does not take the message. */
    boolean isUnhandled() {
        return unhandled;
    }

    @Override
    public <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage) {
        int life = cell.life().number();
        stage.whenComplete((value, failure) -> {
            try {
                M own = toMessage.apply(value, unwrapped(failure));
                cell.pipe(Objects.requireNonNull(own, "The message for pipeToSelf"), life);
            } catch (RuntimeException | Error thrown) {
                log.error("{} could not make a message of a stage that it pipes to itself", path(), thrown);
            }
        });
    }

    /** Where the answer to a message goes that was told. */
    private enum Unawaited implements ReplyRef<Object> {
        INSTANCE;

        @Override
        public void reply(Object value) {}

        @Override
        public void fail(Throwable cause) {}

        @Override
        public boolean isAwaited() {
            return false;
        }
    }
}
