package io.nact.testkit;

import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mailbox that tells the trace which message its actor takes. */
final class TracedMailbox implements Mailbox {

    private final Mailbox mailbox;

    private final SteppedTrace trace;

    TracedMailbox(Mailbox mailbox, SteppedTrace trace) {
        this.mailbox = mailbox;
        this.trace = trace;
    }

    @Override
    public @Nullable Envelope poll() {
        Envelope next = mailbox.poll();
        if (next != null) {
            trace.takes(next.message());
        }
        return next;
    }

    @Override
    public Offer offer(Envelope envelope) {
        return mailbox.offer(envelope);
    }

    @Override
    public Offer put(Envelope envelope) {
        // The one thread must not wait for room that it would have to make itself.
        return mailbox.offer(envelope);
    }

    @Override
    public boolean claim() {
        return mailbox.claim();
    }

    @Override
    public boolean isIdle() {
        return mailbox.isIdle();
    }

    @Override
    public int depth() {
        return mailbox.depth();
    }

    @Override
    public int newest() {
        return mailbox.newest();
    }

    @Override
    public int oldest() {
        return mailbox.oldest();
    }

    @Override
    public int capacity() {
        return mailbox.capacity();
    }

    @Override
    public boolean isClosed() {
        return mailbox.isClosed();
    }

    @Override
    public boolean rest() {
        return mailbox.rest();
    }

    @Override
    public boolean closeIfEmpty() {
        return mailbox.closeIfEmpty();
    }

    @Override
    public List<Envelope> close() {
        return mailbox.close();
    }
}
