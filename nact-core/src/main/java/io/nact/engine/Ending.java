package io.nact.engine;

import io.nact.Incarnation;
import io.nact.jfr.FlightLog;
import io.nact.mailbox.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a life of an actor ends, by a stop, a reset or a passivation: once no turn is open its children go, then it has its
 * last turn, and then the actor is no more or begins a fresh life. Owner only, except where a method says otherwise.
 */
final class Ending<M> {

    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private final Cell<M> cell;

    private final Life<M> life;

    private boolean stopRequested;

    private boolean stopsItself;

    private boolean resetRequested;

    /** Why it could not start, if that is why it stops. */
    private @Nullable Throwable cause;

    /** The failure that made it stop; written before the actor ends. */
    private @Nullable Throwable crash;

    /** The reset that has begun, while somebody records resets. */
    private FlightLog.@Nullable Resetting recorded;

    /** The crash that led to it, if it was the actor's own. */
    private @Nullable Throwable resetBy;

    private @Nullable Abandonment childrenWatch;

    private volatile @Nullable Undelivered undelivered;

    Ending(Cell<M> cell, Life<M> life) {
        this.cell = cell;
        this.life = life;
    }

    void requestStop() {
        stopRequested = true;
        life.dropPreparation();
        turnOver();
    }

    /** The turn in hand has asked for it. */
    void requestStopAfterTurn() {
        stopRequested = true;
        stopsItself = true;
    }

    /** Whether a turn has asked for it, which nobody else watches. Any thread, which may see it late. */
    boolean stopsItself() {
        return stopsItself;
    }

    /** Stops because the actor could not start: that is what those who asked it get. */
    void requestStop(Throwable failedStart) {
        cause = failedStart;
        requestStop();
    }

    void requestReset() {
        if (life.phase() == Phase.READY || life.phase() == Phase.SUSPENDED) {
            resetRequested = true;
        }
    }

    boolean isStop() {
        return stopRequested;
    }

    boolean isReset() {
        return resetRequested;
    }

    /** A turn is over: a stop that waited for that goes on. */
    void turnOver() {
        if (stopRequested && life.areOver()) {
            stop();
        }
    }

    private void stop() {
        boolean begun = life.phase() == Phase.RESETTING || life.phase() == Phase.PASSIVATING;
        if (!cell.move(Cell.Status.ALIVE, Cell.Status.STOPPING)) {
            return;
        }
        crash = cause != null ? cause : life.crashInHand();
        List<Envelope> outside = life.closeExtras();
        List<Envelope> inside = cell.closeMailbox();
        if (!outside.isEmpty() || !inside.isEmpty()) {
            List<Envelope> left = new ArrayList<>(outside);
            left.addAll(inside);
            undelivered = new Undelivered(left, this::unanswered);
            if (!cell.isOwned()) {
                // Abandoned just now, by somebody who could not see what was left.
                reportUndelivered();
            }
        }
        if (begun) {
            life.leave(Phase.STOPPING);
        } else {
            begin(Phase.STOPPING);
        }
    }

    /** Whoever asked learns why there is no answer. */
    private void unanswered(Ask<?> ask) {
        if (cause == null) {
            ask.lifeEnded(crash);
        } else {
            ask.fail(cause);
        }
    }

    /** Ends the present life, for what the phase says: first the children go. */
    void begin(Phase phase) {
        resetRequested = false;
        if (phase == Phase.RESETTING) {
            recorded = cell.system().flightLog().resetting();
            resetBy = recorded == null ? null : life.crashInHand();
        }
        life.leave(phase);
        List<Cell<?>> children = cell.closeChildren();
        if (children.isEmpty()) {
            childrenEnded();
            return;
        }
        children.forEach(child -> child.signal(new Signal.Stop()));
        childrenWatch = Abandonment.watch(cell.system(), children);
    }

    /** The last child has ended. */
    void childrenEnded() {
        if (childrenWatch != null) {
            childrenWatch.end();
            childrenWatch = null;
        }
        if (cell.isOwned()) {
            lastTurn();
        }
        if (!cell.isOwned()) {
            return;
        }
        switch (life.phase()) {
            case RESETTING -> {
                startAnew();
                resetEnds();
            }
            case PASSIVATING -> endUnlessNeeded();
            default -> end();
        }
    }

    private void lastTurn() {
        Incarnation<M> ended = life.takeIncarnation();
        if (ended == null) {
            return;
        }
        boolean reset = life.phase() == Phase.RESETTING;
        Throwable failure = life.run(reset ? () -> ended.reset(life) : () -> ended.stopped(life));
        if (failure != null && cell.system().crashLog().permits(log)) {
            log.error("The last turn of {} failed", cell.path(), failure);
        }
        life.forgetPromises();
        life.letGo();
    }

    /** The failure that made the actor stop, if one did; once it has ended. */
    @Nullable
    Throwable crash() {
        return crash;
    }

    private void startAnew() {
        cell.children().reopen();
        life.start();
    }

    private void resetEnds() {
        if (recorded != null) {
            recorded.ends(cell.stats().type(), cell::path, life.number(), resetBy);
            recorded = null;
            resetBy = null;
        }
    }

    /** Closes the passivated actor, or begins a fresh life for what came meanwhile. */
    private void endUnlessNeeded() {
        if (!cell.move(Cell.Status.ALIVE, Cell.Status.PASSIVATED)) {
            return;
        }
        if (cell.mailbox().closeIfEmpty()) {
            life.leave(Phase.ENDED);
            cell.end(Cell.Status.PASSIVATED);
        } else if (cell.move(Cell.Status.PASSIVATED, Cell.Status.ALIVE)) {
            cell.keepsRoom();
            startAnew();
        }
    }

    private void end() {
        reportUndelivered();
        if (cell.end(Cell.Status.STOPPING)) {
            // Whoever keeps the reference must not keep them.
            undelivered = null;
            life.leave(Phase.ENDED);
        }
    }

    /** What no turn will handle, once the actor stops. Any thread. */
    List<Object> undelivered() {
        Undelivered left = undelivered;
        return left == null ? List.of() : left.messages();
    }

    /** Makes dead letters of what the actor leaves behind, if it has got so far. Any thread. */
    void reportUndelivered() {
        Undelivered left = undelivered;
        if (left != null) {
            left.report(cell);
        }
    }
}
