package io.nact.mailbox;

/** Kinds of mailboxes. */
public final class Mailboxes {

    private Mailboxes() {}

    /** First in, first out, without a limit. */
    public static MailboxFactory unbounded() {
        return dropped -> new LinkedMailbox(Integer.MAX_VALUE);
    }

    /**
     * First in, first out, with at most {@code capacity} messages waiting; a further one is refused.
     *
     * @throws IllegalArgumentException if the capacity is below one
     */
    public static MailboxFactory bounded(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A mailbox holds at least one message, not " + capacity);
        }
        return dropped -> new LinkedMailbox(capacity);
    }
}
