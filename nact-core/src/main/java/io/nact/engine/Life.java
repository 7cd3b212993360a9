package io.nact.engine;

import io.nact.Incarnation;
import io.nact.UnhandledMessageException;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an actor does when it is run: takes signals and messages, one after the other, and goes through its phases. Only
 * the thread with the right to run touches it, except where a method says otherwise.
 */
final class Life<M> implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Life.class);

    /** How many messages are handled before the others on the dispatcher get their turn. */
    private static final int BATCH = 64;

    /** Every how many messages a turn is measured, if nobody waits for its answer. */
    private static final int MEASURED_EVERY = 16;

    /** How many starts in a row may fail without a wait between them. */
    private static final int FUTILE_STARTS = 10;

    private final Cell<M> cell;

    /** The context of turns that run alone. */
    private final Turn<M> turn;

    private final int concurrency;

    /** Signals that have been taken over and wait for their time. */
    private @Nullable Deque<Signal> signals;

    private Phase phase = Phase.NEW;

    private @Nullable Incarnation<M> incarnation;

    /** How many lives the actor has begun; read by any thread. */
    private volatile int number;

    private int openTurns;

    private int handled;

    private int failedStarts;

    private boolean stopRequested;

    private boolean resetRequested;

    private @Nullable Supervision<M> supervision;

    private final @Nullable IdleTimer idle;

    private Scheduler.@Nullable Timer childrenDeadline;

    private volatile Undelivered undelivered = Undelivered.NONE;

    enum Phase {
        /** Not yet run. */
        NEW,
        /** Takes messages, as far as its open turns allow. */
        READY,
        /** Waits for a decision about a crash. */
        SUSPENDED,
        /** Waits for its children to end before a fresh life. */
        RESETTING,
        /** Waits for its children to end before it is closed, unless a message comes. */
        PASSIVATING,
        /** Waits for its children to end before its last turn. */
        STOPPING,
        /** Is no more. */
        ENDED
    }

    Life(Cell<M> cell) {
        this.cell = cell;
        this.turn = new Turn<>(cell);
        int limit = cell.behavior().options().concurrency();
        this.concurrency = limit == 0 ? cell.dispatcher().parallelism() : limit;
        Duration idleTimeout = cell.behavior().options().idleTimeout();
        this.idle = idleTimeout == null ? null : new IdleTimer(cell, idleTimeout);
    }

    @Override
    public void run() {
        Activation activation = Activation.current();
        if (phase == Phase.NEW) {
            begin();
        }
        for (int left = BATCH; isOwner(); ) {
            Signal signal = nextSignal();
            if (signal != null) {
                on(signal);
            } else if (phase == Phase.ENDED) {
                return;
            } else if (!takesMessages()) {
                if (cell.awaitSignal()) {
                    return;
                }
            } else if ((left <= 0 || activation.owesCompletions()) && cell.waiting() > 0) {
                // Others, and whoever waits for the replies, come first; the right to run travels with the task.
                cell.schedule();
                return;
            } else {
                Envelope next = cell.mailbox().poll();
                if (next != null) {
                    left--;
                    receive(next);
                } else if (restNow()) {
                    return;
                }
            }
        }
    }

    /** False once somebody has given up waiting for a turn of this actor. */
    private boolean isOwner() {
        return cell.status() != Cell.Status.ABANDONED && cell.status() != Cell.Status.ENDED;
    }

    private boolean restNow() {
        if (idle != null && openTurns == 0) {
            idle.rest();
        }
        return cell.rest();
    }

    private boolean takesMessages() {
        return phase == Phase.READY && openTurns < concurrency;
    }

    private @Nullable Signal nextSignal() {
        if (cell.hasSignals()) {
            Deque<Signal> sent = cell.takeSignals();
            if (signals == null) {
                signals = sent;
            } else {
                signals.addAll(sent);
            }
        }
        if (signals == null) {
            return null;
        }
        for (Iterator<Signal> all = signals.iterator(); all.hasNext(); ) {
            Signal signal = all.next();
            if (mayHandle(signal)) {
                all.remove();
                if (signals.isEmpty()) {
                    signals = null;
                }
                return signal;
            }
        }
        return null;
    }

    /** Whether the signal's time has come: some wait until the actor takes messages again. */
    private boolean mayHandle(Signal signal) {
        boolean needsTurn = signal instanceof Signal.SelfMessage
                || signal instanceof Signal.Escalated
                || signal instanceof Signal.Crashed;
        return !needsTurn || takesMessages() || phase == Phase.STOPPING;
    }

    private void on(Signal signal) {
        if (signal instanceof Signal.StageCompleted completed) {
            stageCompleted(completed);
        } else if (signal instanceof Signal.TurnEnded ended) {
            openTurns--;
            turnOver(ended.turn(), ended.failure());
        } else if (signal instanceof Signal.Stop) {
            requestStop();
        } else if (signal instanceof Signal.Reset) {
            requestReset();
        } else if (signal instanceof Signal.ChildrenEnded) {
            childrenEnded();
        } else if (signal instanceof Signal.IdleCheck) {
            idleCheck();
        } else if (signal instanceof Signal.SelfMessage own) {
            selfMessage(own);
        } else if (signal instanceof Signal.Crashed crashed) {
            crashed(crashed.message(), crashed.cause());
        } else if (signal instanceof Signal.Escalated escalated) {
            escalated(escalated);
        } else if (signal instanceof Signal.Decided decided && supervision != null) {
            supervision.decided(decided);
        } else if (signal instanceof Signal.Resume resume && supervision != null) {
            supervision.resumed(resume);
        }
    }

    private void begin() {
        if (cell.system().hasStarted()) {
            start();
        } else {
            phase = Phase.SUSPENDED;
        }
    }

    private void start() {
        number++;
        phase = Phase.READY;
        if (idle != null) {
            idle.turnBegins();
        }
        Throwable failure = turn.run(() -> incarnation = cell.behavior().start(turn));
        if (failure != null) {
            incarnation = null;
            failedStarts++;
            crashed(null, failure);
        } else {
            failedStarts = 0;
        }
    }

    /** Whether it fails to start again and again, so that only a wait can help. */
    boolean isFutile() {
        return failedStarts >= FUTILE_STARTS;
    }

    private void selfMessage(Signal.SelfMessage own) {
        if (phase == Phase.READY && own.life() == number) {
            receive(new Envelope(own.message()));
        } else {
            cell.system().deadLetters().add(cell, own.message(), Reason.STOPPED);
        }
    }

    private void receive(Envelope envelope) {
        Incarnation<M> current = Objects.requireNonNull(incarnation);
        boolean measured =
                cell.stats().isMeasured() && (envelope instanceof AskEnvelope || handled % MEASURED_EVERY == 0);
        handled++;
        if (idle != null) {
            idle.turnBegins();
        }
        // The envelope stays in the mailbox as its end, so it is emptied here, by the owner.
        Turn<M> next = concurrency > 1 ? new Turn<>(cell) : turn;
        if (!next.begin(envelope, measured)) {
            unawaited(envelope);
        } else if (concurrency > 1) {
            openTurns++;
            cell.system().execute(cell.dispatcher(), () -> Activation.run(() -> runBeside(next, current)));
        } else {
            runAlone(current);
        }
    }

    private void runAlone(Incarnation<M> current) {
        Throwable failure = turn.receive(current);
        if (failure == null && turn.hasOpened()) {
            openTurns++;
        } else if (isOwner()) {
            turnOver(turn, failure);
        }
    }

    /** Runs a turn without the right to run: its actor takes several messages at once. */
    private void runBeside(Turn<M> own, Incarnation<M> current) {
        Throwable failure = own.receive(current);
        if (failure != null || !own.hasOpened()) {
            cell.signal(new Signal.TurnEnded(own, failure));
        }
    }

    private void unawaited(Envelope envelope) {
        Ask<?> ask = Objects.requireNonNull(AskEnvelope.askOf(envelope));
        cell.system().deadLetters().count(ask.isCancelled() ? Reason.CANCELLED : Reason.EXPIRED);
        envelope.clear();
    }

    private void stageCompleted(Signal.StageCompleted completed) {
        Turn<?> open = completed.turn();
        if (!open.awaits(completed.ticket()) || incarnation == null) {
            return;
        }
        @SuppressWarnings("unchecked") // turns of this actor
        Throwable failure = ((Turn<M>) open).resume(incarnation, completed.value(), completed.failure());
        if (isOwner()) {
            openTurns--;
            turnOver(open, failure);
        }
    }

    private void turnOver(Turn<?> over, @Nullable Throwable failure) {
        if (over.hasMessage()) {
            long nanos = over.nanosTaken();
            if (nanos >= 0) {
                cell.stats().record(nanos);
            }
            Object message = over.message();
            Ask<?> ask = over.ask();
            if (failure == null && ask != null) {
                ask.turnEnded(message);
            }
            boolean received = failure != null && ask != null && ask.failed(failure);
            over.end();
            if (failure != null) {
                failed(message, failure, received);
            }
        }
        settle();
    }

    private void failed(Object message, Throwable failure, boolean received) {
        if (failure instanceof UnhandledMessageException) {
            cell.system().deadLetters().add(cell, message, Reason.UNHANDLED);
        } else if (!received
                || failure instanceof Error
                || !cell.behavior().options().exceptionsAreReplies()) {
            crashed(message, failure);
        }
    }

    private void crashed(@Nullable Object message, Throwable cause) {
        if (phase == Phase.READY) {
            phase = Phase.SUSPENDED;
            supervision().crashed(message, cause);
        } else if (phase == Phase.SUSPENDED && message != null) {
            Deque<Signal> later = signals == null ? new ArrayDeque<>() : signals;
            later.add(new Signal.Crashed(message, cause));
            signals = later;
        } else {
            log.error("{} crashed on its way out", cell.path(), cause);
        }
    }

    private void escalated(Signal.Escalated escalated) {
        if (phase == Phase.READY && !escalated.child().hasEnded()) {
            phase = Phase.SUSPENDED;
            supervision().escalated(escalated);
        }
    }

    private Supervision<M> supervision() {
        Supervision<M> present = supervision;
        if (present == null) {
            present = new Supervision<>(cell, this);
            supervision = present;
        }
        return present;
    }

    /** Runs the user's code as a turn of this actor without a message. */
    @Nullable
    Throwable runInTurn(Turn.UserCode code) {
        return turn.run(code);
    }

    void resume() {
        if (incarnation == null) {
            log.error("{} has not started, so that it cannot resume: it stops", cell.path());
            requestStop();
        } else if (phase == Phase.SUSPENDED) {
            phase = Phase.READY;
        }
    }

    void requestStop() {
        stopRequested = true;
        settle();
    }

    void requestReset() {
        if (phase == Phase.READY || phase == Phase.SUSPENDED) {
            resetRequested = true;
            settle();
        }
    }

    /** Stops or resets if that was requested, once no turn is open. */
    private void settle() {
        if (openTurns > 0) {
            return;
        }
        if (stopRequested) {
            stop();
        } else if (resetRequested) {
            resetRequested = false;
            leave(Phase.RESETTING);
        }
    }

    private void stop() {
        boolean childrenLeaving = phase == Phase.RESETTING || phase == Phase.PASSIVATING;
        if (!cell.move(Cell.Status.ALIVE, Cell.Status.STOPPING)) {
            return;
        }
        undelivered = Undelivered.of(cell.mailbox().close());
        if (childrenLeaving) {
            phase = Phase.STOPPING;
        } else {
            leave(Phase.STOPPING);
        }
    }

    private void idleCheck() {
        if (idle == null || !idle.fired() || phase != Phase.READY || openTurns > 0) {
            return;
        }
        if (cell.behavior().options().passivates()) {
            if (cell.waiting() == 0) {
                leave(Phase.PASSIVATING);
            }
        } else if (cell.mailbox().closeIfEmpty()) {
            requestStop();
        }
    }

    /** Ends the present life: first the children go. */
    private void leave(Phase next) {
        phase = next;
        if (supervision != null) {
            supervision.forget();
        }
        List<Cell<?>> children = cell.closeChildren();
        if (children.isEmpty()) {
            childrenEnded();
            return;
        }
        children.forEach(child -> child.signal(new Signal.Stop()));
        childrenDeadline = cell.system()
                .scheduler()
                .schedule(cell.system().options().stopTimeout(), () -> children.forEach(Abandonment::of));
    }

    private void childrenEnded() {
        if (childrenDeadline != null) {
            childrenDeadline.cancel();
            childrenDeadline = null;
        }
        Incarnation<M> ending = incarnation;
        incarnation = null;
        boolean reset = phase == Phase.RESETTING;
        if (ending != null) {
            Throwable failure = turn.run(() -> {
                if (reset) {
                    ending.reset(turn);
                } else {
                    ending.stopped(turn);
                }
            });
            if (failure != null) {
                log.error("The last turn of {} failed", cell.path(), failure);
            }
        }
        switch (phase) {
            case RESETTING -> startAnew();
            case PASSIVATING -> endUnlessNeeded();
            default -> end();
        }
    }

    private void startAnew() {
        cell.reopenChildren();
        start();
    }

    /** Closes the passivated actor, or begins a fresh life for what came meanwhile. */
    private void endUnlessNeeded() {
        if (!cell.move(Cell.Status.ALIVE, Cell.Status.PASSIVATED)) {
            return;
        }
        if (cell.mailbox().closeIfEmpty()) {
            phase = Phase.ENDED;
            cell.ended();
        } else if (cell.move(Cell.Status.PASSIVATED, Cell.Status.ALIVE)) {
            startAnew();
        }
    }

    private void end() {
        if (cell.move(Cell.Status.STOPPING, Cell.Status.ENDED)) {
            phase = Phase.ENDED;
            undelivered.report(cell);
            cell.ended();
        }
    }

    /** How many lives the actor has begun. Any thread. */
    int number() {
        return number;
    }

    List<Object> undelivered() {
        return undelivered.messages();
    }

    /** The type of the message in hand. Any thread. */
    String messageInHand() {
        return turn.messageName();
    }

    /** Tells whoever waits for the turn in hand that it is over. Any thread. */
    void abandonTurn() {
        Ask<?> ask = turn.ask();
        if (ask != null) {
            ask.stopped();
        }
    }
}
