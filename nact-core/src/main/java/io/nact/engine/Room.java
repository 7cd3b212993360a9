package io.nact.engine;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the live children of one actor to a number, by finding one that can leave for each that comes beyond.
 *
 * <p>The children stand in a circle, as in the clock algorithm for pages (F. Corbató, 1968): whoever has been used since it
 * was last looked at goes to the end and has another round, so that the one that leaves has not been used for about a round.
 * Guarded by the monitor of the {@link Children}.
 */
final class Room {

    /** At how many it looks for one that comes, so that a flood of names stays cheap. */
    private static final int LOOKS = 128;

    private final int limit;

    /** Those that have been told to leave and have not yet. */
    private final Set<Cell<?>> leaving = Collections.newSetFromMap(new IdentityHashMap<>());

    Room(int limit) {
        this.limit = limit;
    }

    boolean isFree(Map<String, Cell<?>> children) {
        return children.size() - leaving.size() < limit;
    }

    /** One that is to be told to leave; nothing if none has been found that can. */
    @Nullable
    Cell<?> leaver(Map<String, Cell<?>> children) {
        // As many on their way out as stay would double the number.
        int looks = leaving.size() > limit / 8 ? 0 : Math.min(LOOKS, 2 * children.size());
        for (int i = 0; i < looks; i++) {
            Cell<?> eldest = children.values().iterator().next();
            children.remove(eldest.name());
            children.put(eldest.name(), eldest);
            if (canLeave(eldest) && leaving.add(eldest)) {
                return eldest;
            }
        }
        return null;
    }

    private static boolean canLeave(Cell<?> child) {
        return !child.life().wasUsed()
                && child.behavior().options().passivates()
                && child.mailbox().isIdle()
                && child.waiting() == 0;
    }

    /** It has left, or has something to do. */
    void stays(Cell<?> child) {
        leaving.remove(child);
    }
}
