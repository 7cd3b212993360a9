package io.nact.mailbox;

import io.nact.mailbox.Mailbox.Offer;
import java.time.Duration;
import java.util.function.Consumer;

/** What a bounded mailbox does with a message for which it has no room. Immutable. */
public final class Overflow {

    private static final Overflow REJECT =
            new Overflow("reject", (capacity, dropped) -> new BoundedMailbox(capacity, Offer.FULL));

    private static final Overflow DROP_NEWEST =
            new Overflow("dropNewest", (capacity, dropped) -> new BoundedMailbox(capacity, Offer.DROPPED));

    private static final Overflow DROP_OLDEST = new Overflow("dropOldest", DropOldestMailbox::new);

    private final String name;

    private final Kind kind;

    private interface Kind {

        Mailbox create(int capacity, Consumer<Envelope> dropped);
    }

    private Overflow(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Refuses the message: its sender learns that the mailbox is full. */
    public static Overflow reject() {
        return REJECT;
    }

    /** Drops the message, and keeps those that wait. */
    public static Overflow dropNewest() {
        return DROP_NEWEST;
    }

    /** Drops the message that has waited longest, and takes the new one: for what goes stale, as measurements do. */
    public static Overflow dropOldest() {
        return DROP_OLDEST;
    }

    /**
     * Blocks whoever tells or calls until there is room, while an ask is refused at once; senders who wait are served in the order in which they came. Refuses the
     * message when the time has passed, when the sender is interrupted, and at once if the sender must not be blocked.
     *
     * @throws IllegalArgumentException unless the timeout is positive
     */
    public static Overflow block(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A sender is blocked for a positive time, not " + timeout);
        }
        return new Overflow("block for " + timeout, (capacity, dropped) -> new BlockingMailbox(capacity, timeout));
    }

    Mailbox mailbox(int capacity, Consumer<Envelope> dropped) {
        return kind.create(capacity, dropped);
    }

    @Override
    public String toString() {
        return name;
    }
}
