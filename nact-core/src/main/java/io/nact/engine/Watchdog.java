package io.nact.engine;

import io.nact.event.ActorEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees turns that do not end: looks now and then at each thread that runs turns, and reports one that has been in the same
 * turn for too long, again each time that has doubled. It costs a turn no look at the clock. Looks on the scheduler's
 * thread.
 */
/*
 * It looks only while turns are run. A thread writes its turn and then reads whether somebody looks; the watchdog says
 * that it looks no more and looks once more, much later. A thread that still saw it looking had written its turn before,
 * opaque, and that is visible by then.
 */
final class Watchdog {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private static final int FEW = 64;

    /** How often it looks in the course of the limit. */
    private static final int LOOKS = 4;

    private final LocalSystem system;

    private final @Nullable Duration limit;

    /** Whether a look is to come that leads to further ones. */
    private volatile boolean looking;

    private final Set<Activation> threads = ConcurrentHashMap.newKeySet();

    private final Map<Activation, Sighting> sightings = new ConcurrentHashMap<>();

    /** The dispatchers of the turns that have been reported and were still going on at the last look. */
    private volatile List<String> stuck = List.of();

    /** At how many threads those are forgotten that have ended, without a limit. Racy, for any such number does. */
    private int mostBefore = FEW;

    /**
     * A turn that has been seen: since when, when it is next to be reported, and since when it is known to have stopped its
     * own actor, or 0; and on which dispatcher.
     */
    private record Sighting(int turn, long since, Duration reportAfter, long stopsSince, String dispatcher) {

        Sighting stopping(long now) {
            return new Sighting(turn, since, reportAfter, now == 0 ? 1 : now, dispatcher);
        }

        Sighting reported() {
            return new Sighting(turn, since, reportAfter.multipliedBy(2), stopsSince, dispatcher);
        }
    }

    Watchdog(LocalSystem system) {
        this.system = system;
        this.limit = system.options().stuckAfter();
    }

    /** The thread has begun a turn of this system. */
    void sees(Activation activation) {
        if (!activation.isWatchedBy(this)) {
            activation.watchedBy(this);
            add(activation);
        }
        if (limit != null && !looking) {
            begin();
        }
    }

    private void add(Activation activation) {
        if (limit == null && threads.size() >= mostBefore) {
            // Nobody else does, if nobody looks.
            forgetEnded();
            mostBefore = Math.max(FEW, 2 * threads.size());
        }
        threads.add(activation);
    }

    private void forgetEnded() {
        threads.removeIf(activation -> !activation.thread().isAlive());
    }

    /** Since when the thread has been seen in the turn with this number of its turns; {@code otherwise} if it has not. Any thread. */
    long seenSince(Activation activation, int turn, long otherwise) {
        Sighting seen = sightings.get(activation);
        return seen == null || seen.turn() != turn ? otherwise : seen.since();
    }

    /** Those that have run turns of this system and may do so again. Any thread. */
    Set<Activation> threads() {
        return threads;
    }

    /** Whether it looks often enough to see in time that a turn which stops its own actor does not end. */
    boolean seesStops() {
        return limit != null && limit.compareTo(system.options().stopTimeout()) <= 0;
    }

    /** The thread runs no more turns. */
    void forget(Activation activation) {
        threads.remove(activation);
    }

    /** How many turns are stuck, as of the last look. Any thread. */
    int stuck() {
        return stuck.size();
    }

    /** How many of them on a dispatcher of this name. Any thread. */
    int stuck(String dispatcher) {
        return Collections.frequency(stuck, dispatcher);
    }

    private synchronized void begin() {
        if (!looking) {
            looking = true;
            later(this::look);
        }
    }

    private void later(Runnable look) {
        system.scheduler().schedule(limit().dividedBy(LOOKS), look);
    }

    private void look() {
        if (findsTurns()) {
            later(this::look);
        } else {
            looking = false;
            later(this::lookOnceMore);
        }
    }

    private void lookOnceMore() {
        if (!looking && findsTurns()) {
            begin();
        }
    }

    private boolean findsTurns() {
        forgetEnded();
        sightings.keySet().retainAll(threads);
        threads.forEach(this::look);
        stuck = sightings.values().stream()
                .filter(sighting -> sighting.reportAfter().compareTo(limit()) > 0)
                .map(Sighting::dispatcher)
                .toList();
        return !sightings.isEmpty();
    }

    private void look(Activation activation) {
        int number = activation.observedTurns();
        Turn<?> turn = activation.observedTurn();
        Sighting before = sightings.get(activation);
        long now = system.scheduler().nanoTime();
        if (turn == null || turn.cell.system() != system || activation.observedTurns() != number) {
            sightings.remove(activation);
        } else if (before == null || before.turn() != number) {
            String dispatcher = turn.cell.dispatcher().name();
            sightings.put(activation, new Sighting(number, now, limit(), 0, dispatcher));
        } else {
            Duration elapsed = Duration.ofNanos(now - before.since());
            Sighting seen = before;
            if (elapsed.compareTo(seen.reportAfter()) >= 0) {
                report(turn, activation.thread(), elapsed);
                seen = seen.reported();
            }
            sightings.put(activation, lookForStop(turn, seen, now));
        }
    }

    /** Nobody else sees to it that an actor ends whose turn has stopped it and goes on and on. */
    private Sighting lookForStop(Turn<?> turn, Sighting seen, long now) {
        Ending<?> ending = turn.cell.life().endingIfAny();
        if (ending == null || !ending.stopsItself()) {
            return seen;
        }
        if (seen.stopsSince() == 0) {
            return seen.stopping(now);
        }
        Duration limit = system.stopTimeout();
        if (Duration.ofNanos(now - seen.stopsSince()).compareTo(limit) >= 0) {
            Abandonment.abandon(turn.cell, limit);
        }
        return seen;
    }

    @SuppressWarnings("NullAway") // it does not look without a limit
    private Duration limit() {
        return limit;
    }

    private void report(Turn<?> turn, Thread thread, Duration elapsed) {
        List<StackTraceElement> stack = List.of(thread.getStackTrace());
        log.warn(
                "{} has been handling {} for more than {} on {}, which is at{}",
                turn.path(),
                turn.messageName(),
                elapsed,
                thread.getName(),
                stack.stream().map(frame -> "\n    " + frame).reduce("", String::concat));
        system.flightLog().stuck(turn.cell.stats().type(), turn::path, turn.messageName(), elapsed, thread, stack);
        system.events()
                .publish(new ActorEvent.Stuck(turn.path(), turn.messageName(), elapsed, thread.getName(), stack));
    }
}
