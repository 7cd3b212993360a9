package io.nact.time;

import org.jspecify.annotations.Nullable;

/**
 * Timers by when they are due, at a cost that does not grow with their number. For one thread, which moves the time on.
 *
 * <p>A hierarchical timing wheel: G. Varghese, T. Lauck, Hashed and Hierarchical Timing Wheels, SOSP 1987.
 */
/*
 * The ticks are numbers of eight digits to the base 64. A timer lies at the level of the first digit in which its tick
 * differs from the present one, in the slot with that digit. So the place follows from the two ticks alone, slots of a
 * level come in the order of time and never wrap around, and all at a lower level is due before all at a higher. When the
 * time reaches a slot, its timers differ from the present at lower digits only: they move down, or are due. A timer
 * moves seven times at most. All with the same tick share a slot at any time, hence they keep the order they came in.
 */
final class TimerWheel {

    /** When something happens in an empty one. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int DIGIT = 6;

    private static final int SLOTS = 1 << DIGIT;

    /** As many as the ticks of 146 years need, and those that a system may live. */
    private static final int LEVELS = 8;

    private static final int DUE = LEVELS * SLOTS;

    private final TimerLists lists = new TimerLists(DUE + 1);

    /** By level a bit for each slot that is not empty. */
    private final long[] occupied = new long[LEVELS];

    private long now;

    void add(PendingTimer timer) {
        int place = place(timer.tick);
        lists.append(place, timer);
        if (place != DUE) {
            occupied[place >> DIGIT] |= 1L << place;
        }
    }

    boolean contains(PendingTimer timer) {
        return timer.previous != null;
    }

    /** Takes out a timer that it contains. */
    void remove(PendingTimer timer) {
        int place = place(timer.tick);
        lists.remove(place, timer);
        if (place != DUE && lists.isEmpty(place)) {
            occupied[place >> DIGIT] &= ~(1L << place);
        }
    }

    private int place(long tick) {
        if (tick <= now) {
            return DUE;
        }
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(tick ^ now)) / DIGIT;
        return level << DIGIT | (int) (tick >> level * DIGIT) & SLOTS - 1;
    }

    /** The first tick after the present one for which it has to be {@linkplain #advance advanced}; no timer is due before. */
    long next() {
        for (int level = 0; level < LEVELS; level++) {
            if (occupied[level] != 0) {
                long slot = Long.numberOfTrailingZeros(occupied[level]);
                long higherDigits = now >> level * DIGIT & -SLOTS;
                return (higherDigits | slot) << level * DIGIT;
            }
        }
        return NEVER;
    }

    /** Moves the time on, unless it is that late already; what is due then can be polled. */
    void advance(long tick) {
        for (long next = next(); next <= tick; next = next()) {
            int slot = place(next);
            now = next;
            occupied[slot >> DIGIT] &= ~(1L << slot);
            for (PendingTimer timer = lists.poll(slot); timer != null; timer = lists.poll(slot)) {
                add(timer);
            }
        }
        now = Math.max(now, tick);
    }

    /** Takes out a timer that is due: the earliest tick first, and of one tick in the order in which they were added. */
    @Nullable
    PendingTimer poll() {
        return lists.poll(DUE);
    }
}
