package io.nact.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mailboxes of running actors: whoever made one is its owner. And what an owner does with one. */
final class Owned {

    private Owned() {}

    static Mailbox unbounded() {
        return claimed(Mailboxes.unbounded());
    }

    static Mailbox unboundedWith(String... messages) {
        Mailbox mailbox = unbounded();
        for (String message : messages) {
            mailbox.offer(new Envelope(message));
        }
        return mailbox;
    }

    static Mailbox bounded(int capacity) {
        return claimed(Mailboxes.bounded(capacity));
    }

    private static Mailbox claimed(MailboxFactory kind) {
        Mailbox mailbox = kind.create(dropped -> {});
        mailbox.claim();
        return mailbox;
    }

    /** Takes the next message as a turn does, which empties its envelope; null if there is none. */
    static @Nullable Object take(Mailbox mailbox) {
        Envelope next = mailbox.poll();
        if (next == null) {
            return null;
        }
        Object message = next.message();
        next.clear();
        return message;
    }

    static List<Object> takeAll(Mailbox mailbox) {
        List<Object> taken = new ArrayList<>();
        for (Object next = take(mailbox); next != null; next = take(mailbox)) {
            taken.add(next);
        }
        return taken;
    }

    /** The messages in these envelopes, as text that an outcome can name. */
    static String contents(List<Envelope> envelopes) {
        return envelopes.stream()
                .map(envelope -> envelope.message().toString())
                .toList()
                .toString();
    }
}
