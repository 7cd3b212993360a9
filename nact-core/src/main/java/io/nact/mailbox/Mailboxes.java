package io.nact.mailbox;

import java.util.function.Supplier;

/** Kinds of mailboxes, each as a source of new ones. */
public final class Mailboxes {

    private Mailboxes() {}

    /** First in, first out, without a limit. */
    public static Supplier<Mailbox> unbounded() {
        return () -> new LinkedMailbox(Integer.MAX_VALUE);
    }

    /**
     * First in, first out, with at most {@code capacity} messages waiting; a further one is refused.
     *
     * @throws IllegalArgumentException if the capacity is below one
     */
    public static Supplier<Mailbox> bounded(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A mailbox holds at least one message, not " + capacity);
        }
        return () -> new LinkedMailbox(capacity);
    }
}
