package io.nact.engine;

import io.nact.Incarnation;
import io.nact.MailboxFullException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.metrics.Outcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one actor: begins them, ends them, and tells what came of them. One at a time, which is then this object
 * itself, or for an actor without state as many as it allows. Owner only, except where a method says otherwise.
 */
abstract class Turns<M> extends Inbox<M> {

    private final boolean sequential;

    Turns(Cell<M> cell) {
        super(cell);
        int limit = cell.behavior().options().concurrency();
        int concurrency = limit == 0 ? cell.dispatcher().parallelism() : limit;
        sequential = concurrency == 1;
        if (!sequential) {
            extras().takesAtOnce(concurrency);
        }
    }

    /** Whether one at a time is all that the actor has, so that while it waits nothing else goes on. Any thread. */
    final boolean isSequential() {
        return sequential;
    }

    /** The open turns of an actor that takes several messages at once. */
    private Beside<M> beside() {
        return Objects.requireNonNull(extras().beside());
    }

    /** Whether one more may begin. */
    final boolean mayBegin() {
        return sequential ? !isWaiting() : beside().mayBegin();
    }

    /** Whether none is open. */
    final boolean areOver() {
        return sequential ? !isWaiting() : beside().areOver();
    }

    /** What the open turns are on, for people. Any thread; may be late. */
    final String messageInHand() {
        return sequential ? messageName() : beside().size() + " messages";
    }

    /** The turns that are open beside each other. Any thread. */
    final List<Turn<?>> turnsBeside() {
        return sequential || beside().areOver() ? List.of() : beside().all();
    }

    /** Whether a turn has a message in hand. Any thread. */
    final boolean hasOpenTurns() {
        return sequential ? content() != null : !beside().areOver();
    }

    /** The turns that have a message in hand, the oldest first. Any thread. */
    final List<Turn<?>> openTurns() {
        return sequential && content() != null ? List.of(this) : turnsBeside();
    }

    /** Tells those who wait for the open turns that nothing comes of them any more. Any thread. */
    final void abandonTurns() {
        if (sequential) {
            abandon(this);
        } else {
            beside().all().forEach(Turns::abandon);
        }
        forgetPromises();
    }

    private static void abandon(Turn<?> turn) {
        turn.lostWhileWaiting();
        Ask<?> ask = turn.ask();
        if (ask != null) {
            ask.lifeEnded();
        }
        turn.abandonWait();
    }

    /** The life that made the promises has ended: those who wait for them learn of it. Any thread. */
    final void forgetPromises() {
        Extras<M> own = extrasIfAny();
        if (own != null) {
            own.failPromises();
        }
    }

    /** Begins a turn on the message, unless its asker does not wait any more. */
    final void begin(Envelope envelope, Incarnation<M> incarnation, Activation activation) {
        if (!sequential) {
            beginBeside(envelope, incarnation);
        } else if (take(envelope)) {
            long startedAt = startedAt(envelope);
            begins(this, envelope);
            Witness witness = cell.system().witnesses().of(this);
            Throwable failure = handle(incarnation, activation, startedAt, witness);
            if (failure != null || !hasOpened()) {
                if (cell.isOwned()) {
                    if (failure == null) {
                        count(this, activation);
                    }
                    over(this, failure, startedAt, witness);
                } else {
                    lost();
                    Witness.abandoned(witness);
                }
            }
        } else {
            unawaited(envelope);
        }
    }

    private void beginBeside(Envelope envelope, Incarnation<M> incarnation) {
        Turn<M> turn = new Turn<>(cell);
        // The envelope stays in the mailbox as its end, which goes on meanwhile.
        if (turn.take(Carriage.copy(envelope))) {
            long startedAt = startedAt(envelope);
            begins(turn, envelope);
            Witness witness = cell.system().witnesses().of(turn);
            envelope.clear();
            beside().add(turn);
            cell.system()
                    .execute(
                            cell.dispatcher(),
                            () -> Activation.run(() -> runBeside(turn, incarnation, startedAt, witness)));
        } else {
            unawaited(envelope);
        }
    }

    private void begins(Turn<?> turn, Envelope envelope) {
        Trace trace = traceIfAny();
        if (trace != null) {
            trace.begins(turn, envelope);
        }
    }

    /** Who logs the next messages, if anybody does. Any thread. */
    final @Nullable Trace traceIfAny() {
        Extras<M> own = extrasIfAny();
        return own == null ? null : own.traceIfAny();
    }

    /** Runs a turn without the right to run. */
    private void runBeside(Turn<M> turn, Incarnation<M> incarnation, long startedAt, @Nullable Witness witness) {
        Activation activation = Activation.current();
        Throwable failure = turn.handle(incarnation, activation, startedAt, witness);
        if (failure != null || !turn.hasOpened()) {
            // Before the asker has the answer, which is when this thread is done.
            boolean counted = failure == null && cell.isOwned();
            if (counted) {
                count(turn, activation);
            }
            cell.signal(new Signal.TurnEnded(turn, failure, startedAt, counted, witness));
        }
    }

    /** When the turn on the message that has been taken begins; 0 if it is not to be measured. */
    private long startedAt(Envelope envelope) {
        if (!cell.stats().isMeasured()) {
            return 0;
        }
        Ask<?> ask = AskEnvelope.askOf(envelope);
        if (ask != null) {
            // The sending of one that has been stashed or forwarded was long before this actor kept it waiting.
            if (ask.isNewTo(envelope)) {
                cell.stats().waited(ask.begunAt() - ask.sentAt());
            }
            return ask.begunAt();
        }
        if (envelope instanceof Stamped stamped) {
            long now = cell.system().scheduler().nanoTime();
            cell.stats().waited(now - stamped.sentAt());
            return now;
        }
        int number = envelope.number();
        // What has come past the mailbox has no number.
        return number == 0 || cell.isMeasured(number)
                ? cell.system().scheduler().nanoTime()
                : 0;
    }

    private void unawaited(Envelope envelope) {
        Ask<?> ask = Objects.requireNonNull(AskEnvelope.askOf(envelope));
        cell.system()
                .deadLetters()
                .known(cell, envelope.message(), ask.isCancelled() ? Reason.CANCELLED : Reason.EXPIRED);
        envelope.clear();
    }

    /** The stage of an open turn has completed; a late one is none of it any more. */
    @SuppressWarnings("unchecked") // turns of this actor
    final void goOn(Signal.StageCompleted completed, @Nullable Incarnation<M> incarnation) {
        Turn<M> turn = (Turn<M>) completed.turn();
        if (!turn.awaits(completed.awaited())
                || incarnation == null
                || !completed.awaited().claim()) {
            return;
        }
        completed.awaited().end();
        Witness witness = completed.awaited().witness();
        Throwable failure = turn.handOver(incarnation, completed);
        if (failure == null && !turn.awaits(completed.awaited())) {
            // It waits for a further stage.
            return;
        }
        if (cell.isOwned()) {
            if (failure == null) {
                count(turn, Activation.current());
            }
            over(turn, failure, completed.awaited().startedAt(), witness);
        } else {
            turn.lostAfterStage();
            Witness.abandoned(witness);
        }
    }

    /** A turn that ran beside others has ended. */
    final void turnEnded(Signal.TurnEnded ended) {
        if (ended.failure() == null && !ended.counted()) {
            count(ended.turn(), Activation.current());
        }
        over(ended.turn(), ended.failure(), ended.startedAt(), ended.witness());
    }

    /** Counts the message in hand if it has been handled well; what else becomes of it is counted where that is seen to. */
    private void count(Turn<?> turn, Activation activation) {
        if (turn.hasHandled()) {
            activation.tally().handled(cell.stats(), turn.message().getClass());
        }
    }

    private void over(Turn<?> turn, @Nullable Throwable failure, long startedAt, @Nullable Witness witness) {
        if (!sequential) {
            beside().remove(turn);
        }
        if (startedAt != 0) {
            cell.stats().record(cell.system().scheduler().nanoTime() - startedAt);
        }
        Object message = turn.message();
        if (turn.isPreparing()) {
            turn.end();
            prepared(failure);
            turnOver();
            return;
        }
        Ask<?> ask = turn.ask();
        if (failure == null) {
            ended(turn, message, ask);
        }
        boolean received = failure != null && ask != null && ask.failed(failure);
        boolean onlyReply = failure != null && isOnlyReply(failure, received);
        Object context = failure == null ? null : turn.context();
        Trace trace = traceIfAny();
        if (trace != null) {
            trace.over(turn, failure);
        }
        turn.end();
        if (failure != null) {
            // Whoever reads of the crash wants to know whose message it was.
            cell.system().carriage().run(context, Witness.decides(witness, () -> failed(message, failure, onlyReply)));
        }
        if (witness != null) {
            witness.ends(turn.fate(), failure, onlyReply);
        }
        turnOver();
    }

    /** What comes before the first message is over: the life begins, or has failed to. */
    abstract void prepared(@Nullable Throwable failure);

    /** A turn is over, and so is what came of it. */
    abstract void turnOver();

    /** The actor crashed; without a message if it failed to start. */
    abstract void crashed(@Nullable Object message, Throwable cause);

    /** What becomes of a message whose turn has ended well. */
    private void ended(Turn<?> turn, Object message, @Nullable Ask<?> ask) {
        switch (turn.fate()) {
            case HANDLED -> handled(message, ask);
            case STASHED -> stash(message, ask, turn.context());
            case REFUSED -> refuseToStash(message, ask);
            case UNHANDLED -> refuse(message, ask, Reason.UNHANDLED);
            case FORWARDED -> {}
        }
    }

    private void handled(Object message, @Nullable Ask<?> ask) {
        if (ask != null) {
            ask.turnEnded(message);
            if (ask.isPromised()) {
                extras().promises().add(ask);
            }
        }
    }

    private void stash(Object message, @Nullable Ask<?> ask, @Nullable Object context) {
        if (ask != null) {
            ask.putBack();
        }
        if (!extras().backlog()
                .stash(ask == null ? Carriage.envelope(message, context) : new AskEnvelope(message, ask))) {
            refuse(message, ask, Reason.STOPPED);
        }
    }

    private void refuseToStash(Object message, @Nullable Ask<?> ask) {
        if (ask != null) {
            ask.fail(new MailboxFullException("The stash of %s is full (%d): %s was not set aside. Raise stashCapacity"
                    .formatted(
                            cell.path(),
                            cell.behavior().options().stashCapacity(),
                            Special.content(message).getClass().getSimpleName())));
        }
        refuse(message, ask, Reason.FULL);
    }

    private void refuse(Object message, @Nullable Ask<?> ask, Reason reason) {
        Object sent = Special.content(message);
        if (ask == null) {
            cell.system().deadLetters().add(cell, sent, reason);
        } else {
            cell.system().deadLetters().known(cell, sent, reason);
            ask.fail(cell.refusal(reason, sent.getClass()));
        }
    }

    /** Whether the failure was the asker's answer, and is no crash. */
    private boolean isOnlyReply(Throwable failure, boolean received) {
        return received
                && failure instanceof Exception
                && (cell.behavior().options().exceptionsAreReplies()
                        || Activation.current().isCallersInterrupt(failure));
    }

    private void failed(Object message, Throwable failure, boolean onlyReply) {
        Object sent = Special.content(message);
        cell.stats().failed(sent.getClass(), onlyReply ? Outcome.ERROR : Outcome.CRASH);
        if (!onlyReply) {
            cell.stats().crashed(failure);
            crashed(sent, failure);
        }
    }
}
