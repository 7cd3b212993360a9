package io.nact.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The open turns of an actor that takes several messages at once. Begun and ended by the owner; any thread may look, hence
 * the monitor.
 */
final class Beside<M> {

    private final int limit;

    private final Set<Turn<?>> turns = new LinkedHashSet<>();

    Beside(int limit) {
        this.limit = limit;
    }

    /** Whether one more may begin. */
    boolean mayBegin() {
        return size() < limit;
    }

    boolean areOver() {
        return size() == 0;
    }

    synchronized int size() {
        return turns.size();
    }

    synchronized void add(Turn<M> turn) {
        turns.add(turn);
    }

    synchronized void remove(Turn<?> turn) {
        turns.remove(turn);
    }

    /** Those that are open now, oldest first. */
    synchronized List<Turn<?>> all() {
        return new ArrayList<>(turns);
    }
}
