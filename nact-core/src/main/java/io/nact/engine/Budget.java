package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages wait in all mailboxes and stashes of a system, against how many may.
 *
 * <p>If many may, not every sender writes to the one counter: a mailbox's messages are counted by its every sixteenth, which
 * each of them passes twice, in and out. Which ones these are is another matter for each name, so that many actors with
 * few messages each are counted too, and for all of them together the count is about right and never drifts.
 */
final class Budget {

    /** A smaller budget is counted one by one. */
    private static final long LARGE = 16_384;

    private static final int STEP = 16;

    private final long max;

    private final int step;

    private final AtomicLong used = new AtomicLong();

    Budget(long max) {
        this.max = max;
        this.step = max < LARGE ? 1 : STEP;
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

    /** The mailbox of an actor of this name has queued it. */
    void queued(Envelope envelope, String name) {
        if (isCounted(envelope, name)) {
            used.addAndGet(step);
        }
    }

    /** The mailbox of an actor of this name has given it out. */
    void taken(Envelope envelope, String name) {
        if (isCounted(envelope, name)) {
            used.addAndGet(-step);
        }
    }

    private boolean isCounted(Envelope envelope, String name) {
        return (envelope.number() + name.hashCode()) % step == 0;
    }

    /** So many more, or fewer, messages are kept outside the mailboxes. */
    void kept(int change) {
        used.addAndGet(change);
    }
}
