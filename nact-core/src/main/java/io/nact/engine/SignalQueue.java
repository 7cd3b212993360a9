package io.nact.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The signals of one actor whose time has not come yet, oldest first. Takes no room while there are none; owner only. */
final class SignalQueue {

    private @Nullable Deque<Signal> waiting;

    /** Whether none waits and none has been sent to the actor. */
    boolean isEmpty(Scheduled<?> actor) {
        return waiting == null && !actor.hasSignals();
    }

    /** Takes out the oldest signal that is due, after those that have been sent to the actor have been added. */
    @Nullable
    Signal next(Scheduled<?> actor, Predicate<Signal> due) {
        take(actor);
        if (waiting == null) {
            return null;
        }
        for (Iterator<Signal> all = waiting.iterator(); all.hasNext(); ) {
            Signal signal = all.next();
            if (due.test(signal)) {
                all.remove();
                waiting = waiting.isEmpty() ? null : waiting;
                return signal;
            }
        }
        return null;
    }

    /** Whether the actor has been told to stop, and does not know yet. */
    boolean hasStop(Scheduled<?> actor) {
        take(actor);
        return waiting != null && waiting.stream().anyMatch(Signal.Stop.class::isInstance);
    }

    /** The actor has ended: so have all signals. */
    void dispose(Cell<?> actor) {
        take(actor);
        if (waiting != null) {
            waiting.forEach(signal -> signal.dispose(actor));
            waiting = null;
        }
    }

    private void take(Scheduled<?> actor) {
        if (actor.hasSignals()) {
            actor.takeSignals().forEach(this::add);
        }
    }

    void add(Signal signal) {
        queue().addLast(signal);
    }

    /** Makes the signal the next one again. */
    void putBack(Signal signal) {
        queue().addFirst(signal);
    }

    private Deque<Signal> queue() {
        Deque<Signal> queue = waiting;
        if (queue == null) {
            queue = new ArrayDeque<>();
            waiting = queue;
        }
        return queue;
    }
}
