package io.nact.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few actors with the greatest values of any number of them. For one thread. */
final class Top {

    private static final Comparator<Entry> LEAST_FIRST = Comparator.comparingDouble(entry -> entry.value);

    private final int limit;

    /** The least first. */
    private final PriorityQueue<Entry> best = new PriorityQueue<>(LEAST_FIRST);

    private static final class Entry {

        private Cell<?> actor;

        private double value;

        Entry(Cell<?> actor, double value) {
            this.actor = actor;
            this.value = value;
        }
    }

    Top(int limit) {
        this.limit = limit;
    }

    void add(Cell<?> actor, double value) {
        if (best.size() < limit) {
            best.add(new Entry(actor, value));
            return;
        }
        Entry least = best.peek();
        if (least != null && value > least.value) {
            // The same one again, so that many actors in the wrong order make no garbage.
            best.remove();
            least.actor = actor;
            least.value = value;
            best.add(least);
        }
    }

    /** The greatest first. */
    List<Cell<?>> actors() {
        List<Entry> sorted = new ArrayList<>(best);
        sorted.sort(LEAST_FIRST.reversed());
        List<Cell<?>> actors = new ArrayList<>(sorted.size());
        sorted.forEach(entry -> actors.add(entry.actor));
        return actors;
    }
}
