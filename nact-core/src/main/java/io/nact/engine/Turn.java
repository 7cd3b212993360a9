package io.nact.engine;

import io.nact.ActorRef;
import io.nact.Incarnation;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.Stash;
import io.nact.mailbox.Envelope;
import io.nact.metrics.Outcome;
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
 * The handling of one message, and the actor's context meanwhile. An actor that takes one message at a time is itself the
 * object for all its turns; one that takes several has one for each.
 */
class Turn<M> extends Context<M> {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private static final VarHandle IN_HAND;

    static {
        try {
            IN_HAND = MethodHandles.lookup().findVarHandle(Turn.class, "inHand", Envelope.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The message in hand. Released, for whoever abandons the turn reads it too. */
    private @Nullable Envelope inHand;

    private Fate fate = Fate.HANDLED;

    /** Whether the handler has returned a stage. Only the thread that ran the handler reads it. */
    private boolean opened;

    /** What the turn waits for; null while it does not. */
    private volatile @Nullable Wait wait;

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

    /** Takes the message in hand, until the turn {@linkplain #end ends}. False if its asker does not wait any more. */
    final boolean take(Envelope next) {
        Ask<?> asked = AskEnvelope.askOf(next);
        if (asked != null && !asked.begin()) {
            return false;
        }
        IN_HAND.setRelease(this, next);
        opened = false;
        fate = Fate.HANDLED;
        return true;
    }

    /**
     * Runs the handler; answers what it threw. Afterwards the turn may {@linkplain #hasOpened() go on}.
     *
     * @param startedAt when the turn began, or 0 if it is not measured
     * @param witness sees the turn; null if nobody does
     */
    @Nullable
    final Throwable handle(
            Incarnation<M> incarnation, Activation activation, long startedAt, @Nullable Witness witness) {
        Carriage carriage = cell.system().carriage();
        Turn<?> before = enter(activation);
        try {
            return checked(
                    witness == null && carriage.takesNothing()
                            ? handled(incarnation, startedAt)
                            : carriage.tried(
                                    context(),
                                    Witness.begins(witness, () -> received(incarnation, startedAt, witness))));
        } finally {
            leave(activation, before);
        }
    }

    private @Nullable Throwable handled(Incarnation<M> incarnation, long startedAt) {
        try {
            received(incarnation, startedAt, null);
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private void received(Incarnation<M> incarnation, long startedAt, @Nullable Witness witness) throws Exception {
        Object message = message();
        @SuppressWarnings("unchecked") // the reference is of the actor's type
        CompletionStage<?> stage = message instanceof Special special
                ? special.receive(incarnation, this)
                : incarnation.receive((M) message, this);
        if (stage != null) {
            await(stage, startedAt, witness);
        }
    }

    /** Whether it has no message in hand, but what comes before the first one. */
    final boolean isPreparing() {
        return inHand != null && inHand.content() instanceof Special.Preparation;
    }

    /** Waits for the stage before the first message; in a turn that has none. */
    final void prepares(CompletionStage<?> stage) {
        take(new Envelope(new Special.Preparation()));
        await(stage, 0, null);
    }

    /** Waits no more for what comes before the first message: nothing has begun that would have to be finished. */
    final void dropPreparation() {
        Wait open = wait;
        if (open != null && isPreparing() && open.claim()) {
            end();
        }
    }

    /**
     * Gives the handler the outcome of its stage; answers what it threw. Afterwards the turn may wait for another one.
     */
    @Nullable
    final Throwable handOver(Incarnation<M> incarnation, Signal.StageCompleted completed) {
        Wait over = completed.awaited();
        return run(Witness.goesOn(over.witness(), () -> {
            CompletionStage<?> further = incarnation.resumed(completed.value(), completed.failure(), this);
            if (further != null) {
                await(further, over.startedAt(), over.witness());
            }
        }));
    }

    /** Runs the user's code as this turn; answers what it threw. */
    @Nullable
    final Throwable run(UserCode code) {
        Activation activation = Activation.current();
        Turn<?> before = enter(activation);
        try {
            return checked(cell.system().carriage().tried(context(), code));
        } finally {
            leave(activation, before);
        }
    }

    private @Nullable Turn<?> enter(Activation activation) {
        Turn<?> before = activation.enter(this);
        cell.system().watchdog().sees(activation);
        return before;
    }

    private static void leave(Activation activation, @Nullable Turn<?> before) {
        activation.enter(before);
        activation.clearInterrupt();
    }

    private @Nullable Throwable checked(@Nullable Throwable thrown) {
        if (thrown != null && FatalErrors.isFatal(thrown)) {
            cell.system().failFatally((Error) thrown, cell);
        }
        return thrown;
    }

    private void await(CompletionStage<?> stage, long startedAt, @Nullable Witness witness) {
        boolean asks = stage instanceof Reply<?> reply && !reply.isDone();
        Wait begun = Wait.forStage(asks ? ((Reply<?>) stage).origin() : Origin.UNKNOWN, startedAt, witness);
        opened = true;
        wait = begun;
        Duration limit = cell.turnTimeout();
        if (limit != null) {
            begun.endsAfter(limit, cell.system().scheduler(), () -> complete(begun, null, timedOut(limit)));
        }
        if (asks) {
            seeToNoCycle(begun);
        }
        stage.whenComplete((value, failure) -> complete(begun, value, unwrapped(failure)));
    }

    private TimeoutException timedOut(Duration limit) {
        return new TimeoutException(
                "%s waited longer than %s for the stage of its turn on %s".formatted(path(), limit, messageName()));
    }

    /** Says whom the thread that runs the turn waits for, and sees to it that it does not wait for itself. */
    final void waitsFor(Origin origin) {
        Wait begun = Wait.withThread(origin);
        wait = begun;
        seeToNoCycle(begun);
    }

    private void seeToNoCycle(Wait begun) {
        begun.origin().awaitedBy(this);
        WaitCycle.breakAt(this);
    }

    /** The turn goes on. */
    final void waitsNoMore() {
        wait = null;
    }

    /** Nothing comes any more of what it waits for. Any thread. */
    final void abandonWait() {
        Wait present = wait;
        if (present != null) {
            Witness.abandoned(present.witness());
        }
    }

    /** The ask that the turn waits for, as far as that is known. Any thread. */
    @Nullable
    final Ask<?> awaited() {
        Wait present = wait;
        return present == null ? null : present.origin().pending();
    }

    private void complete(Wait over, @Nullable Object value, @Nullable Throwable failure) {
        cell.signal(new Signal.StageCompleted(this, over, value, failure));
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whether the handler has returned a stage that the turn waits, or waited, for. */
    final boolean hasOpened() {
        return opened;
    }

    /** Whether this thread runs it, and a message is in hand. */
    final boolean isRunHere() {
        return inHand != null && Activation.current().turn() == this;
    }

    /** Whether it waits. */
    final boolean isWaiting() {
        return wait != null;
    }

    /** Whether this is what the turn waits for. */
    final boolean awaits(Wait asked) {
        return wait == asked;
    }

    /** Lets go of the message. */
    final void end() {
        Wait over = wait;
        if (over != null) {
            over.end();
            wait = null;
        }
        Envelope done = inHand;
        IN_HAND.setRelease(this, (Envelope) null);
        if (done != null) {
            done.clear();
        }
    }

    final Object message() {
        return Objects.requireNonNull(inHand).message();
    }

    /** The message in hand is this from now on, which has been made of the one that was sent. */
    final void makes(M own) {
        Objects.requireNonNull(inHand).replace(own);
    }

    /** The type of the message in hand. Any thread. */
    final String messageName() {
        Class<?> type = messageType();
        return type == null ? "nothing" : ClassNames.of(type);
    }

    private @Nullable Class<?> messageType() {
        Object content = content();
        return content == null ? null : content.getClass();
    }

    /** The message in hand as its sender knows it; null if there is none. Any thread. */
    @Nullable
    final Object content() {
        Envelope taken = (Envelope) IN_HAND.getAcquire(this);
        Object content = taken == null ? null : taken.content();
        return content == null ? null : Special.content(content);
    }

    /** What it waits for; null while it does not. Any thread. */
    @Nullable
    final Wait waitNow() {
        return wait;
    }

    /**
     * Its actor has been given up, and the handler has returned: counts the message as one of which nothing has come, unless
     * the turn still waits for a stage and somebody else has done so.
     */
    final void lost() {
        Wait open = wait;
        if (open == null || open.claim()) {
            countLost();
        }
    }

    /** The same if it waits for a stage, on which it would go on. Any thread. */
    final void lostWhileWaiting() {
        Wait open = wait;
        if (open != null && open.claim()) {
            countLost();
        }
    }

    /** The same once it has gone on. */
    final void lostAfterStage() {
        countLost();
    }

    private void countLost() {
        Class<?> type = messageType();
        if (type != null && type != Special.Preparation.class) {
            cell.stats().failed(type, Outcome.CRASH);
        }
    }

    /** Who waits for the answer to the message in hand. Any thread. */
    @Nullable
    final Ask<?> ask() {
        Envelope taken = (Envelope) IN_HAND.getAcquire(this);
        return taken == null ? null : AskEnvelope.askOf(taken);
    }

    /** What the thread of whoever is behind the message in hand carried. */
    @Nullable
    final Object context() {
        return inHand == null ? null : inHand.context();
    }

    /** Until when whoever is behind the message in hand waits. */
    final long deadline() {
        Envelope taken = inHand;
        if (taken == null) {
            return Deadline.NONE;
        }
        Ask<?> asked = AskEnvelope.askOf(taken);
        return asked != null ? asked.deadline() : SelfEnvelope.deadlineOf(taken);
    }

    final Fate fate() {
        return fate;
    }

    /** Whether the message in hand, if the handler throws nothing, has ended well here. */
    final boolean hasHandled() {
        return (fate == Fate.HANDLED || fate == Fate.FORWARDED) && !isPreparing();
    }

    final boolean mayBlock() {
        return cell.dispatcher().mayBlock();
    }

    @Override
    @SuppressWarnings("unchecked") // the ask is of the request
    public final <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request) {
        if (inHand == null || inHand.content() != request) {
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
    public final void stop() {
        cell.life().stopAfter(this);
    }

    @Override
    public final void stopAfterDrain() {
        cell.life().stopAfterDrain(this);
    }

    @Override
    public final void unhandled() {
        fate = Fate.UNHANDLED;
    }

    @Override
    public final <T> void forward(ActorRef<? super T> target, T forwarded) {
        Ask<?> asked = ask();
        if (asked == null) {
            target.tell(forwarded);
        } else {
            // From here on the asker is no more this turn's: whatever becomes of it, it does not fail the ask.
            Objects.requireNonNull(forwarded, "message");
            Envelope before = Objects.requireNonNull(inHand);
            Fate decided = fate;
            IN_HAND.setRelease(this, new SelfEnvelope(message(), asked.deadline(), asked.carried()));
            fate = Fate.FORWARDED;
            try {
                asked.forward(target, forwarded);
                before.clear();
            } catch (RuntimeException mistaken) {
                // It has gone nowhere, so that whoever asked still waits for this turn.
                IN_HAND.setRelease(this, before);
                fate = decided;
                throw mistaken;
            }
        }
    }

    @Override
    public final Stash stash() {
        return new StashView(this);
    }

    /** Sets the message in hand aside at the end of the turn; false if there is no room for it. */
    final boolean setAside(boolean full) {
        Ask<?> asked = ask();
        if (inHand == null || fate == Fate.FORWARDED || isPreparing()) {
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
    public final <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage) {
        Objects.requireNonNull(stage, "stage");
        int life = cell.life().number();
        // Called too late it is for whom the calling thread works, and not for the sender of what is in hand by then.
        Activation caller = Activation.current();
        long until = caller.deadline();
        // If the turn is seen, the message comes from it and no more from its sender.
        boolean ofTheSender =
                caller.turn() == this && !cell.system().witnesses().areObserving();
        Object carried = ofTheSender ? context() : cell.system().carriage().capture();
        cell.system().underway().begins();
        stage.whenComplete((value, failure) -> {
            try {
                M own = toMessage.apply(value, unwrapped(failure));
                cell.pipe(Objects.requireNonNull(own, "The message for pipeToSelf"), life, until, carried);
            } catch (Throwable thrown) {
                if (cell.system().crashLog().permits(log)) {
                    log.error("{} could not make a message of a stage that it pipes to itself", path(), thrown);
                }
            } finally {
                cell.system().underway().ends();
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
