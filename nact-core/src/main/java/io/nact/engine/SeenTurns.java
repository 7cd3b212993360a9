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

    /** In which of its turns each thread was found at the last look. */
    private final Map<Activation, Dated> lastLook = new ConcurrentHashMap<>();

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

    private record Dated(int number, long since) {}

    /** Those that are run now. */
    Map<Turn<?>, Seen> now() {
        Map<Turn<?>, Seen> found = new IdentityHashMap<>();
        long now = system.scheduler().nanoTime();
        lastLook.keySet().retainAll(system.watchdog().threads());
        for (Activation activation : system.watchdog().threads()) {
            int number = activation.observedTurns();
            Turn<?> turn = activation.observedTurn();
            if (turn != null && turn.cell.system() == system && activation.observedTurns() == number) {
                Dated dated = dated(activation, number, system.watchdog().seenSince(activation, number, now));
                found.put(turn, new Seen(activation, turn, number, dated.since()));
            } else {
                lastLook.remove(activation);
            }
        }
        return found;
    }

    /** The turn with that number, dated by the look that found it first. */
    private Dated dated(Activation activation, int number, long since) {
        return lastLook.merge(
                activation,
                new Dated(number, since),
                (before, now) -> before.number() == number && before.since() - since <= 0 ? before : now);
    }
}
