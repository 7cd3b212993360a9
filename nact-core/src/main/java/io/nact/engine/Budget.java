package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages wait in all mailboxes and stashes of a system, against how many may.
 *
 * <p>If many may, not every sender writes to the one counter: a mailbox's messages are counted in steps, by its every sixty-fourth
 * perhaps, which each of them passes twice, in and out. Which ones these are is another matter for each actor, so that many actors with
 * few messages each are counted too, and for all of them together the count is about right and never drifts.
 */
final class Budget {

    /** A step is such a part of the budget, so that a small one is counted one by one. */
    private static final int STEPS = 1_024;

    /** More makes it no cheaper. */
    private static final int LARGEST_STEP = 64;

    private final long max;

    /** A power of two. */
    private final int step;

    private final AtomicLong used = new AtomicLong();

    Budget(long max) {
        this.max = max;
        this.step = (int) Math.max(1, Math.min(LARGEST_STEP, Long.highestOneBit(max / STEPS)));
    }

    /** Whether no further message may be queued. A moment's delay is harmless, hence opaque. */
    boolean isExhausted() {
        return used.getOpaque() >= max;
    }

    /** How many are queued or kept, about. */
    long used() {
        return used.get();
    }

    long max() {
        return max;
    }

    /** The mailbox of an actor with this number, which is any, has queued it. */
    void queued(Envelope envelope, int actor) {
        if (isCounted(envelope, actor)) {
            used.addAndGet(step);
        }
    }

    /** The mailbox of the actor with this number has given it out. */
    void taken(Envelope envelope, int actor) {
        if (isCounted(envelope, actor)) {
            used.addAndGet(-step);
        }
    }

    private boolean isCounted(Envelope envelope, int actor) {
        return (envelope.number() + actor & step - 1) == 0;
    }

    /** So many more, or fewer, messages are kept outside the mailboxes. */
    void kept(int change) {
        used.addAndGet(change);
    }
}
