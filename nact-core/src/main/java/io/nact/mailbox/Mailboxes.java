package io.nact.mailbox;

import io.nact.mailbox.Mailbox.Offer;
import java.util.Objects;

/** Kinds of mailboxes. */
public final class Mailboxes {

    private Mailboxes() {}

    /** First in, first out, without a limit. */
    public static MailboxFactory unbounded() {
        return dropped -> new LinkedMailbox(Integer.MAX_VALUE, Offer.FULL);
    }

    /**
     * First in, first out, with at most {@code capacity} messages waiting; a further one is refused.
     *
     * @throws IllegalArgumentException if the capacity is below one
     */
    public static MailboxFactory bounded(int capacity) {
        return bounded(capacity, Overflow.reject());
    }

    /**
     * First in, first out, with at most {@code capacity} messages waiting.
     *
     * @param overflow what becomes of a further one
     * @throws IllegalArgumentException if the capacity is below one
     */
    public static MailboxFactory bounded(int capacity, Overflow overflow) {
        checkCapacity(capacity);
        Objects.requireNonNull(overflow, "overflow");
        return dropped -> overflow.mailbox(capacity, dropped);
    }

    private static void checkCapacity(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A mailbox holds at least one message, not " + capacity);
        }
    }
}
