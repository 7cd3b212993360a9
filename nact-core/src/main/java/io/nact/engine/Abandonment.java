package io.nact.engine;

import io.nact.mailbox.Envelope;
import io.nact.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches actors on their way out, and ends those that do not come to their end by themselves because a turn of theirs
 * outlives the stop timeout. Runs on the scheduler's thread.
 */
final class Abandonment {

    private static final Logger log = LoggerFactory.getLogger(Abandonment.class);

    /** How often it looks in the course of one stop timeout. */
    private static final int LOOKS = 20;

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final LocalSystem system;

    /** The actors that have not ended yet. */
    private final List<Leaving> watched = new ArrayList<>();

    private volatile boolean ended;

    private volatile Scheduler.@Nullable Timer next;

    private Abandonment(LocalSystem system, List<Cell<?>> cells) {
        this.system = system;
        cells.forEach(cell -> watched.add(Leaving.from(cell)));
    }

    /** An actor on its way out, how long it may go on, and until when that is. */
    private record Leaving(Cell<?> cell, Duration limit, long deadline) {

        static Leaving from(Cell<?> cell) {
            // A stop timeout beyond 146 years is no timeout.
            Duration limit = cell.system().stopTimeout();
            Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
            long nanos = (limit.compareTo(longest) > 0 ? longest : limit).toNanos();
            return new Leaving(cell, limit, cell.system().scheduler().nanoTime() + nanos);
        }
    }

    /** Watches the actors until all of them have ended, or the watch has. */
    static Abandonment watch(LocalSystem system, List<Cell<?>> cells) {
        Abandonment watch = new Abandonment(system, cells);
        watch.again();
        return watch;
    }

    /** Watches the actor until it has ended. */
    static void watch(Cell<?> cell) {
        Abandonment watch = watch(cell.system(), List.of(cell));
        cell.ending().whenComplete((nothing, failure) -> watch.end());
    }

    void end() {
        ended = true;
        Scheduler.Timer timer = next;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void again() {
        Duration part = system.stopTimeout().dividedBy(LOOKS);
        Duration pause = part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
        next = system.scheduler().schedule(pause, this::look);
        if (ended) {
            Objects.requireNonNull(next).cancel();
        }
    }

    private void look() {
        watched.removeIf(leaving -> leaving.cell().status() == Cell.Status.ENDED);
        watched.replaceAll(this::look);
        if (!ended && !watched.isEmpty()) {
            again();
        }
    }

    /** Looks after one actor; answers until when it may go on. */
    private Leaving look(Leaving leaving) {
        Cell<?> cell = leaving.cell();
        if (cell.status() == Cell.Status.STOPPING && !cell.childrenNow().isEmpty()) {
            return Leaving.from(cell);
        }
        if (system.scheduler().nanoTime() - leaving.deadline() >= 0) {
            abandon(cell, leaving.limit());
        }
        return leaving;
    }

    /** Ends the actor, whose turn in hand has gone on for so long after the request to stop. */
    static void abandon(Cell<?> cell, Duration limit) {
        if (cell.move(Cell.Status.ALIVE, Cell.Status.ABANDONED)
                || cell.move(Cell.Status.STOPPING, Cell.Status.ABANDONED)) {
            log.error(
                    "{} is abandoned: its turn on {} has not ended within {} of the request to stop",
                    cell.path(),
                    cell.life().messageInHand(),
                    limit);
            release(cell);
        }
    }

    /** Abandons the actor because running it failed. */
    static void broken(Cell<?> cell, Throwable failure) {
        if (cell.move(Cell.Status.ALIVE, Cell.Status.ABANDONED)
                || cell.move(Cell.Status.STOPPING, Cell.Status.ABANDONED)
                || cell.move(Cell.Status.PASSIVATED, Cell.Status.ABANDONED)) {
            release(cell);
            log.error("{} is broken and has ended: the engine could not run it", cell.path(), failure);
        }
        if (FatalErrors.isFatal(failure)) {
            cell.system().failFatally((Error) failure, cell);
        }
    }

    /** Frees all who wait for the actor, and its name. */
    private static void release(Cell<?> cell) {
        cell.life().abandonTurns();
        Ending<?> ending = cell.life().endingIfAny();
        if (ending != null) {
            ending.reportUndelivered();
        }
        List<Envelope> left = new ArrayList<>(cell.life().closeExtras());
        left.addAll(cell.closeMailbox());
        new Undelivered(left, Ask::lifeEnded).report(cell);
        List<Cell<?>> children = cell.closeChildren();
        if (children.isEmpty()) {
            cell.end(Cell.Status.ABANDONED);
        } else {
            children.forEach(Cell::requestStop);
        }
    }
}
