package io.nact.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The turns that threads run, each with since when it has been seen: no turn reads a clock for that, so that it is the look
 * which finds a turn first that dates it, be it one of the watchdog's. Any thread.
 */
final class SeenTurns {

    private final LocalSystem system;

    /** What each thread was found in at the last look. */
    private final Map<Activation, Seen> lastLook = new ConcurrentHashMap<>();

    SeenTurns(LocalSystem system) {
        this.system = system;
    }

    /**
     * A turn that a thread runs.
     *
     * @param number of the thread's turns
     */
    record Seen(Activation activation, Turn<?> turn, int number, long since) {

        /** Where the thread is; nothing if it has left the turn. */
        List<StackTraceElement> stack() {
            List<StackTraceElement> stack = List.of(activation.thread().getStackTrace());
            return activation.observedTurns() == number ? stack : List.of();
        }
    }

    /** Those that are run now. */
    Map<Turn<?>, Seen> now() {
        Map<Turn<?>, Seen> found = new IdentityHashMap<>();
        long now = system.scheduler().nanoTime();
        lastLook.keySet().retainAll(system.watchdog().threads());
        for (Activation activation : system.watchdog().threads()) {
            int number = activation.observedTurns();
            Turn<?> turn = activation.observedTurn();
            if (turn != null && turn.cell.system() == system && activation.observedTurns() == number) {
                long since = system.watchdog().seenSince(activation, number, now);
                found.put(turn, seen(new Seen(activation, turn, number, since)));
            } else {
                lastLook.remove(activation);
            }
        }
        return found;
    }

    /** The same, dated by the look that found it first. */
    private Seen seen(Seen found) {
        return lastLook.merge(
                found.activation(),
                found,
                (before, now) -> before.number() == now.number() && before.since() - now.since() <= 0 ? before : now);
    }
}
