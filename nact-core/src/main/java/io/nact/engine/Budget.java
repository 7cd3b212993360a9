package io.nact.engine;

import io.nact.mailbox.Envelope;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many messages wait in all mailboxes and stashes of a system, against how many may.
 *
 * <p>Every sender would write to one counter for each message. Instead a mailbox's messages are counted by its every
 * sixteenth, which each of them passes twice, in and out: so the count is short by up to fifteen for each actor, and never
 * drifts.
 */
final class Budget {

    private static final int STEP = 16;

    private final long max;

    private final AtomicLong used = new AtomicLong();

    Budget(long max) {
        this.max = max;
    }

    /** Whether no further message may be queued. A moment's delay is harmless, hence opaque. */
    boolean isExhausted() {
        return used.getOpaque() >= max;
    }

    long max() {
        return max;
    }

    /** A mailbox has queued it. */
    void queued(Envelope envelope) {
        if (envelope.number() % STEP == 0) {
            used.addAndGet(STEP);
        }
    }

    /** A mailbox has given it out. */
    void taken(Envelope envelope) {
        if (envelope.number() % STEP == 0) {
            used.addAndGet(-STEP);
        }
    }

    /** So many more, or fewer, messages are kept outside the mailboxes. */
    void kept(int change) {
        used.addAndGet(change);
    }

    /** How many are counted now. */
    long used() {
        return used.get();
    }
}
