package io.nact.engine;

import io.nact.metrics.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What the turns of one thread have handled well, by type of actor and class of message. Only for that thread.
 *
 * <p>A message costs a look at the kind that came before it, or a probe of a small table, and an increment of a number that
 * no other thread writes. A thread that soon ends, as a virtual one does, counts with the others: it would leave more behind
 * than that saves.
 */
final class Tally {

    /** So many kinds a thread counts by itself; they may be of many systems, one after the other. */
    private static final int MOST = 1_024;

    private static final int FIRST = 16;

    /** Every how many refused ones it is seen whether some have become needless; a power of two. */
    private static final int LOOK_AGAIN = 65_536;

    /** Of a thread that has counted nothing: never written, for the first kind makes a larger one. */
    private static final @Nullable Tallied[] NOTHING = new Tallied[1];

    private final Thread thread;

    private final boolean passing;

    /** What was counted last. */
    private @Nullable Tallied last;

    /** At their hash or the next free place after it; at most half full, and a power of two long. */
    private @Nullable Tallied[] places = NOTHING;

    private int size;

    private int refused;

    /**
     * @param passing whether it may be one of very many that soon end
     */
    Tally(Thread thread, boolean passing) {
        this.thread = thread;
        this.passing = passing;
    }

    /** A message of the class, as it was sent, has been handled well. */
    void handled(TypeStats type, Class<?> message) {
        Tallied own = last;
        if (own == null || !own.isOf(type, message)) {
            own = find(type, message);
            if (own == null) {
                type.messages(message).add(Outcome.HANDLED);
                return;
            }
            last = own;
        }
        own.increment();
    }

    private @Nullable Tallied find(TypeStats type, Class<?> message) {
        int place = Tallied.place(type, message, places.length);
        Tallied met = places[place];
        while (met != null && !met.isOf(type, message)) {
            place = place + 1 & places.length - 1;
            met = places[place];
        }
        return met != null ? met : add(type, message);
    }

    private @Nullable Tallied add(TypeStats type, Class<?> message) {
        if (passing || !type.tellsApart(message)) {
            return null;
        }
        if (size >= MOST && (++refused & LOOK_AGAIN - 1) != 0) {
            return null;
        }
        if (2 * (size + 1) > places.length) {
            makeRoom();
        }
        if (size >= MOST) {
            return null;
        }
        Tallied added = new Tallied(type, message, thread);
        type.messages(message).add(added);
        put(added);
        return added;
    }

    private void put(Tallied tallied) {
        int free = tallied.place(places.length);
        while (places[free] != null) {
            free = free + 1 & places.length - 1;
        }
        places[free] = tallied;
        size++;
    }

    /** Forgets what is of systems that have ended, or else makes the table larger. */
    private void makeRoom() {
        @Nullable Tallied[] before = places;
        int living = 0;
        for (Tallied tallied : before) {
            living += tallied == null || tallied.isOfEndedSystem() ? 0 : 1;
        }
        int wanted = Math.max(FIRST, 4 * Integer.highestOneBit(living + 1));
        places = new Tallied[Math.min(wanted, 2 * MOST)];
        size = 0;
        last = null;
        for (Tallied tallied : before) {
            if (tallied != null && !tallied.isOfEndedSystem()) {
                put(tallied);
            }
        }
    }
}
