package io.nact.engine;

import org.jspecify.annotations.Nullable;

/**
 * How many messages each actor had handled at one moment, of those that had handled any; if these are very many, of the first
 * of them. Filled by one thread, and then read by any.
 */
final class Counts {

    /** So many actors are remembered at most. */
    private static final int MOST = 1 << 16;

    private static final int FEWEST = 1 << 8;

    private final long at;

    /** In open addressing, at most half full. */
    private @Nullable Cell<?>[] actors;

    private int[] handled;

    private int size;

    /** At that moment; as large as the one before had to be. */
    Counts(long at, @Nullable Counts before) {
        this.at = at;
        int length = before == null
                ? FEWEST
                : Math.max(FEWEST, Integer.highestOneBit(Math.max(1, 2 * before.size - 1)) << 1);
        this.actors = new Cell<?>[length];
        this.handled = new int[length];
    }

    long at() {
        return at;
    }

    void put(Cell<?> actor, int count) {
        if (count == 0 || size == MOST) {
            return;
        }
        if (2 * (size + 1) > actors.length) {
            grow();
        }
        int place = place(actor);
        if (actors[place] == null) {
            size++;
        }
        actors[place] = actor;
        handled[place] = count;
    }

    private void grow() {
        @Nullable Cell<?>[] known = actors;
        int[] counts = handled;
        actors = new Cell<?>[2 * known.length];
        handled = new int[actors.length];
        for (int i = 0; i < known.length; i++) {
            Cell<?> actor = known[i];
            if (actor != null) {
                int place = place(actor);
                actors[place] = actor;
                handled[place] = counts[i];
            }
        }
    }

    /** Whether it is known of the actor, to which 0 counts too. */
    boolean knows(Cell<?> actor) {
        return size < MOST || actors[place(actor)] == actor;
    }

    int handled(Cell<?> actor) {
        // In an empty place stands 0.
        return handled[place(actor)];
    }

    /** Where the actor is or would be. */
    private int place(Cell<?> actor) {
        int place = actor.number() * 0x9e3779b9 >>> 7 & actors.length - 1;
        while (actors[place] != null && actors[place] != actor) {
            place = place + 1 & actors.length - 1;
        }
        return place;
    }
}
