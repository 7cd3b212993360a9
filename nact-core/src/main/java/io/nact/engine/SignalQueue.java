package io.nact.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one actor, oldest first, but for those that lead to a turn while it can begin none: these are held back
 * and not looked at again until it can, however many they are. Takes no room while there are none; owner only.
 */
final class SignalQueue {

    /** Those that lead to a turn, and came when none could begin: older than all that wait. */
    private @Nullable Deque<Signal> held;

    private @Nullable Deque<Signal> waiting;

    /** Whether there is none, but for what may have been sent to the actor. */
    boolean isEmpty() {
        return waiting == null && held == null;
    }

    /** Takes out the oldest signal whose time has come, after those that have been sent to the actor have been added. */
    @Nullable
    Signal next(Scheduled<?> actor, boolean turnsBegin) {
        take(actor);
        Signal next = turnsBegin ? pollHeld() : null;
        for (Deque<Signal> fresh = waiting; next == null && fresh != null; fresh = waiting) {
            Signal signal = fresh.removeFirst();
            waiting = fresh.isEmpty() ? null : fresh;
            if (signal.needsTurn() && !turnsBegin) {
                hold().addLast(signal);
            } else {
                next = signal;
            }
        }
        return next;
    }

    private @Nullable Signal pollHeld() {
        Deque<Signal> all = held;
        if (all == null) {
            return null;
        }
        Signal signal = all.removeFirst();
        held = all.isEmpty() ? null : all;
        return signal;
    }

    /** Whether the actor has been told to stop, and does not know yet. */
    boolean hasStop(Scheduled<?> actor) {
        take(actor);
        return waiting != null && waiting.stream().anyMatch(Signal.Stop.class::isInstance);
    }

    /** The actor has ended: so have all signals. */
    void dispose(Cell<?> actor) {
        for (Signal signal = next(actor, true); signal != null; signal = next(actor, true)) {
            signal.dispose(actor);
        }
    }

    private void take(Scheduled<?> actor) {
        if (actor.hasSignals()) {
            actor.takeSignals().forEach(this::add);
        }
    }

    void add(Signal signal) {
        fresh().addLast(signal);
    }

    /** Makes the signal the next one again. */
    void putBack(Signal signal) {
        if (signal.needsTurn()) {
            hold().addFirst(signal);
        } else {
            fresh().addFirst(signal);
        }
    }

    private Deque<Signal> fresh() {
        Deque<Signal> all = waiting;
        if (all == null) {
            all = new ArrayDeque<>(2);
            waiting = all;
        }
        return all;
    }

    private Deque<Signal> hold() {
        Deque<Signal> all = held;
        if (all == null) {
            all = new ArrayDeque<>(2);
            held = all;
        }
        return all;
    }
}
