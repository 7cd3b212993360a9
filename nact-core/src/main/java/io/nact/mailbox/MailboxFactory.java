package io.nact.mailbox;

import java.util.function.Consumer;

/** A kind of mailbox: makes one for each actor. */
@FunctionalInterface
public interface MailboxFactory {

    /**
     * A new, idle mailbox.
     *
     * @param dropped takes what the mailbox had queued and gives up in favour of a newer message; it is called on the
     *     sender's thread, without a lock, and must not throw
     */
    Mailbox create(Consumer<Envelope> dropped);
}
