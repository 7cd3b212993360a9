package io.nact.mailbox;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be seen of a mailbox by a thread that is not its owner and holds up nobody. */
/*
 * In a linked mailbox the owner goes on meanwhile: it cuts the link of what it has taken, and empties it later. So what was
 * read of an envelope counts only if that had not been taken by then, which its number says; and a chain that ends too early
 * is all that is seen.
 */
public final class Glance {

    private Glance() {}

    /** How many messages have been taken out of the mailbox, or dropped from it, modulo 2^32; -1 if it does not count. */
    public static long taken(Mailbox mailbox) {
        if (mailbox instanceof LinkedMailbox linked) {
            return Integer.toUnsignedLong(linked.taken());
        }
        return mailbox instanceof LockedMailbox locked ? Integer.toUnsignedLong(locked.taken()) : -1;
    }

    /** The contents of the first so many envelopes, the next one first; fewer if they are taken meanwhile. */
    public static List<Object> first(Mailbox mailbox, int most) {
        if (mailbox instanceof LinkedMailbox linked) {
            return first(linked, most);
        }
        return mailbox instanceof LockedMailbox locked ? locked.first(most) : List.of();
    }

    private static List<Object> first(LinkedMailbox mailbox, int most) {
        List<Object> found = new ArrayList<>();
        Envelope at = mailbox.head();
        if (at != null && !waits(at, mailbox)) {
            at = next(at);
        }
        while (at != null && found.size() < most) {
            Object content = at.content();
            Envelope next = next(at);
            VarHandle.fullFence();
            if (content != null && waits(at, mailbox)) {
                found.add(content);
            }
            at = next;
        }
        return found;
    }

    private static @Nullable Envelope next(Envelope envelope) {
        return (Envelope) Envelope.NEXT.getAcquire(envelope);
    }

    private static boolean waits(Envelope envelope, LinkedMailbox mailbox) {
        int number = (int) Envelope.NUMBER.getAcquire(envelope);
        return number != 0 && Envelope.distance(mailbox.taken(), number) > 0;
    }
}
