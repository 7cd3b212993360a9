package io.nact.mailbox;

import java.util.Comparator;
import java.util.Objects;

/** Kinds of mailboxes. */
public final class Mailboxes {

    private Mailboxes() {}

    /** First in, first out, without a limit. */
    public static MailboxFactory unbounded() {
        return dropped -> new LinkedMailbox();
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

    /**
     * The smallest message first, equal ones in the order of arrival, without a limit.
     *
     * @param order compares messages, on the sender's thread and under a lock that the actor and all its senders share: it
     *     must be quick and have no side effects. If it throws, the sender gets that, and its message is not queued
     * @param <M> the messages of the actor
     */
    public static <M> MailboxFactory priority(Comparator<? super M> order) {
        return priority(Integer.MAX_VALUE, order);
    }

    /**
     * As {@link #priority(Comparator)}, with at most {@code capacity} messages waiting; a further one is refused,
     * whatever its priority.
     *
     * @throws IllegalArgumentException if the capacity is below one
     */
    @SuppressWarnings("unchecked") // A message that is no M, which the compiler could not see, fails in the order.
    public static <M> MailboxFactory priority(int capacity, Comparator<? super M> order) {
        checkCapacity(capacity);
        Comparator<Object> ofObjects = (Comparator<Object>) Objects.requireNonNull(order, "order");
        return dropped -> new LockedMailbox(capacity, new Line.ByOrder(ofObjects));
    }

    private static void checkCapacity(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A mailbox holds at least one message, not " + capacity);
        }
    }
}
