package io.nact.engine;

import io.nact.ActorRef;
import io.nact.Incarnation;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Stash;
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

    /** Until when whoever is behind the message waits. */
    private long deadline = Deadline.NONE;

    /** What the thread of whoever is behind the message carried. */
    private @Nullable Object context;

    private Fate fate = Fate.HANDLED;

    /** When the turn began, or 0 if it is not measured. */
    private long startedAt;

    /** Counts the turns, so that a stage of an earlier one is known to be late. */
    private int ticket;

    /** Whether the handler has returned a stage. Only the thread that ran the handler reads it. */
    private boolean opened;

    /** Whether that stage is still awaited. Owner only, but for the handler's thread that sets it. */
    private boolean open;

    /** What the stage waits for; null while none is open. */
    private volatile @Nullable Origin awaits;

    private Scheduler.@Nullable Timer timeout;

    /** What the handler has decided about the message in hand. */
    enum Fate {
        HANDLED,
        UNHANDLED,
        STASHED,
        /** To be stashed, with the stash full. */
        REFUSED,
        FORWARDED
    }

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
        deadline = asked != null ? asked.deadline() : SelfEnvelope.deadlineOf(next);
        context = next.context();
        next.clear();
        opened = false;
        fate = Fate.HANDLED;
        startedAt = measured ? cell.system().scheduler().nanoTime() : 0;
        return true;
    }

    /** Runs the handler; answers what it threw. Afterwards the turn may {@linkplain #hasOpened() go on}. */
    @Nullable
    Throwable receive(Incarnation<M> incarnation) {
        return run(() -> {
            CompletionStage<?> stage = handle(incarnation);
            if (stage != null) {
                await(stage);
            }
        });
    }

    private @Nullable CompletionStage<?> handle(Incarnation<M> incarnation) throws Exception {
        if (message() instanceof Special special) {
            return special.receive(incarnation, this);
        }
        @SuppressWarnings("unchecked") // the reference is of the actor's type
        M inHand = (M) message();
        return incarnation.receive(inHand, this);
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
        cell.system().watchdog().sees(activation, mayBlock());
        try {
            Throwable thrown = cell.system().carriage().tried(context, code);
            if (thrown != null && FatalErrors.isFatal(thrown)) {
                cell.system().failFatally((Error) thrown, cell);
            }
            return thrown;
        } finally {
            activation.enter(before);
            // An interrupt that the code has left behind is not meant for the next actor on this thread.
            Thread.interrupted();
        }
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
        if (stage instanceof Reply<?> reply && !reply.isDone()) {
            waitsFor(reply.origin());
        }
        stage.whenComplete((value, failure) -> complete(awaited, value, unwrapped(failure)));
    }

    /** Says whom the turn waits for, and sees to it that it does not wait for itself. */
    void waitsFor(Origin origin) {
        awaits = origin;
        origin.awaitedBy(this);
        WaitCycle.breakAt(this);
    }

    /** The turn goes on. */
    void waitsNoMore() {
        awaits = null;
    }

    /** The ask that the turn waits for, as far as that is known. Any thread. */
    @Nullable
    Ask<?> awaited() {
        Origin origin = awaits;
        return origin == null ? null : origin.pending();
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
        if (open) {
            awaits = null;
            open = false;
        }
        MESSAGE.setOpaque(this, (Object) null);
        ASK.setOpaque(this, (Ask<?>) null);
        deadline = Deadline.NONE;
        context = null;
        ticket++;
    }

    /** How long the turn has taken, or a negative number if it is not measured. */
    long nanosTaken() {
        return startedAt == 0 ? -1 : cell.system().scheduler().nanoTime() - startedAt;
    }

    Object message() {
        return Objects.requireNonNull(message);
    }

    /** The message in hand is this from now on, which has been made of the one that was sent. */
    void makes(M own) {
        MESSAGE.setOpaque(this, own);
    }

    /** The type of the message in hand. Any thread. */
    String messageName() {
        Object inHand = MESSAGE.getOpaque(this);
        return inHand == null ? "nothing" : Special.content(inHand).getClass().getSimpleName();
    }

    /** Who waits for the answer to the message in hand. Any thread. */
    @Nullable
    Ask<?> ask() {
        return (Ask<?>) ASK.getOpaque(this);
    }

    /** What the thread of whoever is behind the message in hand carried. */
    @Nullable
    Object context() {
        return context;
    }

    long deadline() {
        return deadline;
    }

    Fate fate() {
        return fate;
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
    public void stopAfterDrain() {
        cell.life().stopAfterDrain(this);
    }

    @Override
    public void unhandled() {
        fate = Fate.UNHANDLED;
    }

    @Override
    public <T> void forward(ActorRef<? super T> target, T forwarded) {
        Ask<?> asked = ask();
        if (asked == null) {
            target.tell(forwarded);
        } else {
            // From here on the asker is no more this turn's: whatever becomes of it, it does not fail the ask.
            Objects.requireNonNull(forwarded, "message");
            Fate before = fate;
            ASK.setOpaque(this, (Ask<?>) null);
            fate = Fate.FORWARDED;
            try {
                asked.forward(target, forwarded);
            } catch (RuntimeException mistaken) {
                // It has gone nowhere, so that whoever asked still waits for this turn.
                ASK.setOpaque(this, asked);
                fate = before;
                throw mistaken;
            }
        }
    }

    @Override
    public Stash stash() {
        return new StashView(this);
    }

    /** Sets the message in hand aside at the end of the turn; false if there is no room for it. */
    boolean setAside(boolean full) {
        Ask<?> asked = ask();
        if (message == null || fate == Fate.FORWARDED) {
            throw new IllegalStateException("%s has no message in hand that it could stash".formatted(path()));
        }
        if (asked != null && asked.isTakenOver()) {
            throw new IllegalStateException(
                    "%s has promised an answer to %s by replyTo, so that it cannot stash it: decide that first"
                            .formatted(path(), messageName()));
        }
        if (fate != Fate.STASHED) {
            fate = full ? Fate.REFUSED : Fate.STASHED;
        }
        return fate == Fate.STASHED;
    }

    @Override
    public <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage) {
        int life = cell.life().number();
        // Called too late it is for whom the calling thread works, and not for the sender of what is in hand by then.
        Activation caller = Activation.current();
        long until = caller.deadline();
        Object carried =
                caller.turn() == this ? context : cell.system().carriage().capture();
        stage.whenComplete((value, failure) -> {
            try {
                M own = toMessage.apply(value, unwrapped(failure));
                cell.pipe(Objects.requireNonNull(own, "The message for pipeToSelf"), life, until, carried);
            } catch (Throwable thrown) {
                if (cell.system().crashLog().permits(log)) {
                    log.error("{} could not make a message of a stage that it pipes to itself", path(), thrown);
                }
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
