package io.nact.engine;

import io.nact.Incarnation;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an actor does when it is run: takes signals and messages, one after the other, and goes through its phases. Only
 * the thread with the right to run touches it, except where a method says otherwise.
 *
 * <p>It is all in one object, the turns and the context of an actor that takes one message at a time among it, so that an
 * idle actor costs little more than its fields.
 */
final class Life<M> extends Turns<M> {

    private static final Logger log = LoggerFactory.getLogger(Life.class);

    /** Made when the first signal comes, and gone when the actor rests. */
    private @Nullable SignalQueue signals;

    private final @Nullable IdleTimer idle;

    private Phase phase = Phase.NEW;

    private @Nullable Incarnation<M> incarnation;

    /** How many lives the actor has begun; read by any thread. */
    private volatile int number;

    /** Made when a life ends; read by any thread. */
    private volatile @Nullable Ending<M> ending;

    /** How often it has been run; read by whoever finds the actor at rest. */
    private int runs;

    /** Whether it has handled a message since somebody last wanted to know; racy, for a guess. */
    private boolean used = true;

    Life(Cell<M> cell) {
        super(cell);
        Duration idleTimeout = cell.behavior().options().idleTimeout();
        this.idle = idleTimeout == null ? null : new IdleTimer(cell, idleTimeout);
    }

    void run(Activation activation) {
        runs++;
        if (phase == Phase.NEW && cell.isOwned()) {
            begin();
        }
        goOn(activation, Math.max(1, cell.dispatcher().throughput()));
    }

    /** Runs the actor on the thread of somebody who calls it and found it idle: only this turn, the rest is left to others. */
    void runFor(AskEnvelope call, Activation activation) {
        runs++;
        if (phase == Phase.NEW) {
            // It is in the tree already, and whoever has put it there finds it claimed.
            cell.queue(call);
            cell.schedule();
            return;
        }
        if (cell.isOwned() && takesMessages() && hasNoSignals() && cell.waiting() == 0) {
            Onlookers onlookers = cell.system().onlookersIfAny();
            if (onlookers != null) {
                onlookers.sending(cell);
            }
            receive(call, activation);
        } else {
            cell.queue(call);
        }
        goOn(activation, 0);
    }

    private void goOn(Activation activation, int turns) {
        for (int left = turns; cell.isOwned(); left--) {
            // Others, and whoever waits for the replies, come first; the right to run travels with the task.
            boolean yields = left <= 0 || activation.owesCompletions();
            Signal signal = nextSignal();
            if (signal != null) {
                if (yields) {
                    signals().putBack(signal);
                    cell.schedule();
                    return;
                }
                signal.reach(this);
            } else if (isToReset() && areOver()) {
                if (yields) {
                    cell.schedule();
                    return;
                }
                cell.stats().reset(causeOfReset());
                // Only now, so that a stop that has been sent meanwhile beats the reset.
                ending().begin(Phase.RESETTING);
            } else if (!takesMessages()) {
                if (ended(cell.awaitSignal())) {
                    return;
                }
            } else if (yields && cell.waiting() > 0) {
                cell.schedule();
                return;
            } else {
                Envelope next = yields ? null : poll();
                if (next != null) {
                    receive(next, activation);
                } else if (isDraining()) {
                    ending().requestStop();
                } else if (rest()) {
                    return;
                }
            }
        }
        // Whoever gave up on the actor may have looked before the last message was in hand, or its answer promised.
        abandonTurns();
        if (!hasNoSignals()) {
            signals().dispose(cell);
        }
    }

    private @Nullable Signal nextSignal() {
        return hasNoSignals() ? null : signals().next(cell, beginsTurns());
    }

    private boolean hasNoSignals() {
        SignalQueue present = signals;
        return !cell.hasSignals() && (present == null || present.isEmpty());
    }

    private SignalQueue signals() {
        SignalQueue present = signals;
        if (present == null) {
            present = new SignalQueue();
            signals = present;
        }
        return present;
    }

    private boolean takesMessages() {
        return phase == Phase.READY && !isHeld() && mayBegin() && !isToStop() && !isToReset();
    }

    /** Whether it stops when its turns are over. Any thread, which may see it late. */
    boolean isToStop() {
        Ending<M> present = ending;
        return present != null && present.isStop();
    }

    private boolean isToReset() {
        Ending<M> present = ending;
        return present != null && present.isReset();
    }

    private boolean rest() {
        if (signals != null && signals.isEmpty()) {
            signals = null;
        }
        if (areOver()) {
            if (idle != null) {
                idle.rest();
            }
            Extras<M> own = extrasIfAny();
            if (own != null) {
                own.rest();
            }
        }
        return ended(cell.rest());
    }

    /** What could not rest after all begins as a further run: somebody may have seen it at rest. */
    private boolean ended(boolean atRest) {
        if (!atRest) {
            runs++;
        }
        return atRest;
    }

    /** Whether the time of signals that lead to a turn has come; on the way out, to be turned away. */
    private boolean beginsTurns() {
        return takesMessages() || phase == Phase.STOPPING;
    }

    /** The stage of an open turn has completed. */
    void stageCompleted(Signal.StageCompleted completed) {
        goOn(completed, incarnation);
    }

    private void begin() {
        if (cell.system().hasStarted()) {
            start();
        } else {
            // Only to be stopped: the system never started.
            phase = Phase.SUSPENDED;
        }
    }

    /** Begins a life. */
    void start() {
        number++;
        phase = Phase.READY;
        Extras<M> own = extrasIfAny();
        if (own != null) {
            own.lifeBegins();
        }
        if (idle != null) {
            idle.turnBegins();
        }
        Throwable failure = run(this::prepare);
        if (failure != null) {
            // Also of a stage that it was to wait for.
            end();
        }
        if (areOver()) {
            prepared(failure);
        }
    }

    private void prepare() throws Exception {
        Incarnation<M> begun = cell.behavior().start(this);
        incarnation = begun;
        CompletionStage<?> first = begun.prepare(this);
        if (first != null) {
            prepares(first);
        }
    }

    @Override
    void prepared(@Nullable Throwable failure) {
        if (failure == null) {
            Supervision<M> supervising = supervisionIfAny();
            if (supervising != null) {
                supervising.started();
            }
            cell.system().announcements().begun(cell, number == 1);
        } else {
            incarnation = null;
            supervision().startFailed();
            startFailed(failure);
        }
    }

    /** An actor that the next message spawns anew anyway is not kept trying. */
    private void startFailed(Throwable failure) {
        cell.stats().crashed(failure);
        if (cell.behavior().options().passivates()) {
            if (cell.system().crashLog().permits(log)) {
                log.warn(
                        "{} could not start and has ended; the next message tries again: {}",
                        cell.path(),
                        failure.toString());
            }
            cell.system().failures().add(cell.path(), null, failure);
            ending().requestStop(failure);
        } else {
            crashed(null, failure);
        }
    }

    /** Somebody else's decision: without a wait it helps an actor that cannot start as little as its own. */
    void reset(boolean waited) {
        Supervision<M> supervising = supervisionIfAny();
        if (!waited && supervising != null && supervising.isFutile()) {
            log.error("{} cannot start, so that a further reset does not help: it stops", cell.path());
            ending().requestStop();
        } else {
            ending().requestReset();
        }
    }

    private void receive(Envelope envelope, Activation activation) {
        used = true;
        if (idle != null) {
            idle.turnBegins();
        }
        Extras<M> own = extrasIfAny();
        if (own != null) {
            own.turnBegins();
        }
        begin(envelope, Objects.requireNonNull(incarnation), activation);
        if (!areOver() && isToStop()) {
            Abandonment.watch(cell);
        }
    }

    /** Handles what the actor is due of its own, unless it is nothing any more. */
    void receiveOwn(@Nullable Object message) {
        receiveDue(message == null ? null : new Envelope(message));
    }

    /** Handles what a timer brings likewise. */
    void receiveDue(@Nullable Envelope due) {
        if (due != null && phase == Phase.READY) {
            receive(due, Activation.current());
        }
    }

    void selfMessage(Signal.SelfMessage own) {
        if (phase == Phase.READY && own.life() == number) {
            receive(new SelfEnvelope(own.message(), own.deadline(), own.context()), Activation.current());
        } else {
            cell.system().deadLetters().add(cell, own.message(), Reason.STOPPED);
        }
    }

    /** A stop that waited for that goes on. */
    @Override
    void turnOver() {
        Ending<M> present = ending;
        if (present != null) {
            present.turnOver();
        }
    }

    @Override
    void crashed(@Nullable Object message, Throwable cause) {
        boolean leaving = isToStop() || !hasNoSignals() && signals().hasStop(cell);
        if (phase == Phase.SUSPENDED && message != null && !leaving) {
            // Another turn crashed before, and is being decided about.
            signals().add(new Signal.Crashed(message, cause, number));
            return;
        }
        cell.system().announcements().crashed(cell, message, cause);
        if (phase == Phase.READY && !leaving) {
            phase = Phase.SUSPENDED;
            supervision().crashed(message, cause);
        } else {
            crashedTooLate(cause);
        }
    }

    private void crashedTooLate(Throwable cause) {
        if (cell.system().crashLog().permits(log)) {
            log.error("{} crashed on its way out", cell.path(), cause);
        }
    }

    /** A crash that had to wait for the decision about another one; nothing of it is left if that began a fresh life. */
    void crashed(Signal.Crashed before) {
        if (before.life() == number) {
            crashed(before.message(), before.cause());
        } else {
            cell.system().announcements().crashed(cell, before.message(), before.cause());
            crashedTooLate(before.cause());
        }
    }

    void escalated(Signal.Escalated escalated) {
        if (phase == Phase.READY && !escalated.child().hasEnded()) {
            phase = Phase.SUSPENDED;
            if (idle != null) {
                idle.turnBegins();
            }
            supervision().escalated(escalated);
        }
    }

    Supervision<M> supervision() {
        return extras().supervision();
    }

    private @Nullable Supervision<M> supervisionIfAny() {
        Extras<M> own = extrasIfAny();
        return own == null ? null : own.supervisionIfAny();
    }

    void resume() {
        if (incarnation == null) {
            log.error("{} has not started, so that it cannot resume: it stops", cell.path());
            ending().requestStop();
        } else if (phase == Phase.SUSPENDED) {
            phase = Phase.READY;
        }
    }

    /** Stops when the turn is over. */
    void stopAfter(Turn<M> turn) {
        if (turn == this
                && isRunHere()
                && phase == Phase.READY
                && cell.system().watchdog().seesStops()) {
            // Nobody has to be told; and should the turn not end, the watchdog sees that anyway.
            ending().requestStopAfterTurn();
        } else {
            cell.requestStop();
        }
    }

    /** Drains at once, so that what the turn sends afterwards is too late, unless the turn is not all that goes on. */
    void stopAfterDrain(Turn<M> turn) {
        if (isSequential() && Activation.current().turn() == turn && phase == Phase.READY) {
            drain();
        } else {
            cell.signal(new Signal.Drain());
        }
    }

    /** The actor has ended. */
    void endTrace() {
        Extras<M> own = extrasIfAny();
        if (own != null) {
            own.trace(null);
        }
    }

    /** The next so many messages are to be logged. */
    void trace(int messages) {
        extras().trace(messages == 0 ? null : new Trace(cell, messages));
        if (!cell.isOwned()) {
            // Whoever gave up on the actor may have looked before.
            endTrace();
        }
    }

    void makeRoom() {
        boolean idling = takesMessages() && areOver() && cell.waiting() == 0 && !isBusy();
        if (idling && cell.behavior().options().passivates()) {
            ending().begin(Phase.PASSIVATING);
        } else {
            cell.keepsRoom();
        }
    }

    /** Whether it still has something to do although no message waits and no turn is open. */
    private boolean isBusy() {
        Extras<M> own = extrasIfAny();
        return own != null && (own.hasPromises() || own.holdsBack());
    }

    /**
     * Whether no message waits and no turn is open. What it has stashed does not count, nor its timers: something else has
     * to happen first. For whoever finds the actor {@linkplain Scheduled#isAtRest at rest}.
     */
    boolean hasNothingToDo() {
        Extras<M> own = extrasIfAny();
        return areOver() && cell.waiting() == 0 && hasNoSignals() && (own == null || !own.hasPromises());
    }

    /** How often it has been run; as {@link #hasNothingToDo()}. */
    int runs() {
        return runs;
    }

    void idleCheck(IdleTimer timer) {
        if (timer != idle) {
            // Asked in any case: only a timer that knows that it has fired runs again.
            Object due = extras().timers().due(timer);
            if (takesMessages()) {
                receiveOwn(due);
            }
            return;
        }
        if (!timer.fired() || phase != Phase.READY || isHeld() || !areOver()) {
            return;
        }
        if (isBusy()) {
            timer.turnBegins();
        } else if (cell.behavior().options().passivates()) {
            if (cell.waiting() == 0) {
                ending().begin(Phase.PASSIVATING);
            }
        } else if (cell.mailbox().closeIfEmpty()) {
            ending().requestStop();
        }
    }

    Phase phase() {
        return phase;
    }

    /** Enters a phase on the way out: no decision, and no idling, means anything any more. */
    void leave(Phase next) {
        phase = next;
        Supervision<M> supervising = supervisionIfAny();
        if (supervising != null) {
            supervising.forget();
        }
        if (idle != null) {
            idle.cancel();
        }
        letGo();
    }

    /** The crash that is being decided, if the actor is suspended because of one of its own. */
    @Nullable
    Throwable crashInHand() {
        Supervision<M> supervising = supervisionIfAny();
        return phase == Phase.SUSPENDED && supervising != null ? supervising.cause() : null;
    }

    private @Nullable Throwable causeOfReset() {
        Supervision<M> supervising = supervisionIfAny();
        return supervising == null ? null : supervising.pending();
    }

    /** The present life ends: answers its holder of state, if it has got so far as to have one. */
    @Nullable
    Incarnation<M> takeIncarnation() {
        Incarnation<M> ended = incarnation;
        incarnation = null;
        return ended;
    }

    /** Whether it has handled a message since this was asked last, roughly. Any thread. */
    boolean wasUsed() {
        boolean before = used;
        used = false;
        return before;
    }

    /** How the life ends. Owner only. */
    Ending<M> ending() {
        Ending<M> present = ending;
        if (present == null) {
            present = new Ending<>(cell, this);
            ending = present;
        }
        return present;
    }

    /** How it ends, if it has got so far. Any thread. */
    @Nullable
    Ending<M> endingIfAny() {
        return ending;
    }

    /** How many lives the actor has begun. Any thread. */
    int number() {
        return number;
    }
}
