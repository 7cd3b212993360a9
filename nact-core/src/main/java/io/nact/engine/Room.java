package io.nact.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the live children of one actor to a number, by finding one that can leave for each that comes beyond.
 *
 * <p>The children stand in a circle, as in the clock algorithm for pages (F. Corbató, 1968): whoever has been used since it
 * was last looked at goes to the end and has another round, so that the one that leaves has not been used for about a round,
 * unless all that were looked at have.
 * Guarded by the monitor of the {@link Children}.
 */
final class Room {

    /** At how many it looks for one that comes, so that a flood of names stays cheap. */
    private static final int LOOKS = 128;

    /** So many names may come at once and find room, even if not many may live. */
    private static final int BURST = 64;

    private final int limit;

    /** How many may be on their way out at once: for a while they are there as well as those that they make room for. */
    private final int mostLeaving;

    /** Those that have been told to leave and have not yet. */
    private final Set<Cell<?>> leaving = Collections.newSetFromMap(new IdentityHashMap<>());

    Room(int limit) {
        this.limit = limit;
        this.mostLeaving = Math.max(limit / 8, Math.min(limit, BURST));
    }

    boolean isFree(ChildTable children) {
        return children.size() - leaving.size() < limit;
    }

    /**
     * Those that are to be told to leave so that there is room for one more, as far as they are found: several if some that
     * were told before have stayed.
     */
    List<Cell<?>> leavers(ChildTable children) {
        List<Cell<?>> found = new ArrayList<>(1);
        while (!isFree(children)) {
            Cell<?> leaver = leaver(children);
            if (leaver == null) {
                break;
            }
            found.add(leaver);
        }
        return found;
    }

    /**
     * One that is to be told to leave: the first idle one that has not been used, or else the first idle one. Nothing if
     * none has been found idle.
     */
    private @Nullable Cell<?> leaver(ChildTable children) {
        if (leaving.size() >= mostLeaving) {
            return null;
        }
        List<Cell<?>> idle = new ArrayList<>(1);
        Cell<?> unused = children.nextOf(LOOKS, child -> {
            boolean used = child.life().wasUsed();
            boolean canLeave = canLeave(child);
            if (canLeave && idle.isEmpty()) {
                idle.add(child);
            }
            return canLeave && !used;
        });
        Cell<?> leaver = unused != null || idle.isEmpty() ? unused : idle.get(0);
        if (leaver != null) {
            leaving.add(leaver);
        }
        return leaver;
    }

    private boolean canLeave(Cell<?> child) {
        return child.behavior().options().passivates()
                && child.mailbox().isIdle()
                && child.waiting() == 0
                && !leaving.contains(child);
    }

    /** It has left, or has something to do. */
    void stays(Cell<?> child) {
        leaving.remove(child);
    }
}
