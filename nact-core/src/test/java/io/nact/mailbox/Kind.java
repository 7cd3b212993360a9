package io.nact.mailbox;

import java.time.Duration;

/** The mailboxes there are, each with room for all that a test sends. */
enum Kind {
    UNBOUNDED(Mailboxes.unbounded()),
    DROP_OLDEST(Mailboxes.bounded(Integer.MAX_VALUE, Overflow.dropOldest())),
    BLOCKING(Mailboxes.bounded(Integer.MAX_VALUE, Overflow.block(Duration.ofMinutes(1)))),
    PRIORITY(Mailboxes.priority((one, other) -> 0));

    private final MailboxFactory factory;

    Kind(MailboxFactory factory) {
        this.factory = factory;
    }

    Mailbox create() {
        return factory.create(dropped -> {
            throw new AssertionError("there was room");
        });
    }

    boolean isLocked() {
        return this != UNBOUNDED;
    }

    /** As many of the messages as it takes in about the same time. */
    int share(int messages) {
        return isLocked() ? messages / 10 : messages;
    }
}
