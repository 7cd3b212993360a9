package io.nact.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way through the tree of actors, parents before their children, that takes a few at a time: it holds up none of them, and
 * needs as much memory as the tree is deep, however many actors live. Any thread; an actor that comes or goes meanwhile may
 * be missed or met.
 */
final class Walk {

    private Walk() {}

    /** Goes to all actors below this one, without recursion, for trees may be deep; until the visitor answers false. */
    static void below(Cell<?> top, Predicate<Cell<?>> visitor) {
        Deque<Level> levels = new ArrayDeque<>();
        descend(levels, top);
        for (Level level = levels.peek(); level != null; level = levels.peek()) {
            Cell<?> actor = level.next();
            if (actor == null) {
                levels.pop();
            } else if (actor.status() != Cell.Status.ENDED) {
                if (!visitor.test(actor)) {
                    return;
                }
                descend(levels, actor);
            }
        }
    }

    /** Goes to the children of this one. */
    static void children(Cell<?> parent, Predicate<Cell<?>> visitor) {
        Children below = parent.childrenIfAny();
        if (below == null) {
            return;
        }
        Level level = new Level(below);
        for (Cell<?> child = level.next(); child != null; child = level.next()) {
            if (child.status() != Cell.Status.ENDED && !visitor.test(child)) {
                return;
            }
        }
    }

    private static void descend(Deque<Level> levels, Cell<?> parent) {
        Children below = parent.childrenIfAny();
        if (below != null) {
            levels.push(new Level(below));
        }
    }

    /** The children of one actor, some of them at a time. */
    private static final class Level {

        private final Children children;

        private final List<Cell<?>> some = new ArrayList<>(1);

        private int nextOfSome;

        private int cursor;

        private boolean begun;

        Level(Children children) {
            this.children = children;
        }

        @Nullable
        Cell<?> next() {
            if (nextOfSome == some.size() && !(begun && cursor == 0)) {
                some.clear();
                nextOfSome = 0;
                cursor = children.next(cursor, some);
                begun = true;
            }
            return nextOfSome < some.size() ? some.get(nextOfSome++) : null;
        }
    }
}
