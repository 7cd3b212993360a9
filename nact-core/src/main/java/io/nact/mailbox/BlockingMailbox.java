package io.nact.mailbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** Has a sender wait for room, first come, first served. */
/*
 * Whoever takes an envelope out puts the longest waiting sender's in, in the same step. So the mailbox is full as long as
 * a sender waits: an offer that comes later is refused and does not overtake, an idle or empty mailbox has no sender
 * waiting, and the right to run, which the taker has, need not be handed to the one whose envelope came in. A sender
 * whose time is up, or who is interrupted, looks under the lock whether it has been served just then.
 */
final class BlockingMailbox extends LockedMailbox {

    private final long timeoutNanos;

    private final Deque<Sender> senders = new ArrayDeque<>(1);

    /** A thread that waits for room. FULL is the answer until there is another. */
    private static final class Sender {

        final Envelope envelope;

        final Condition answered;

        Offer answer = Offer.FULL;

        Sender(Envelope envelope, Condition answered) {
            this.envelope = envelope;
            this.answered = answered;
        }

        void answer(Offer offer) {
            answer = offer;
            answered.signal();
        }
    }

    BlockingMailbox(int capacity, Duration timeout) {
        super(capacity, new Line.ByArrival());
        this.timeoutNanos = TimeUnit.NANOSECONDS.convert(timeout);
    }

    @Override
    public Offer put(Envelope envelope) {
        lock.lock();
        try {
            Offer answer = offer(envelope);
            return answer == Offer.FULL ? await(new Sender(envelope, lock.newCondition())) : answer;
        } finally {
            lock.unlock();
        }
    }

    private Offer await(Sender sender) {
        senders.add(sender);
        try {
            for (long left = timeoutNanos; sender.answer == Offer.FULL && left > 0; ) {
                left = sender.answered.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            senders.remove(sender);
        }
        return sender.answer;
    }

    @Override
    public @Nullable Envelope poll() {
        lock.lock();
        try {
            Envelope next = super.poll();
            Sender longest = senders.poll();
            if (longest != null) {
                longest.answer(offer(longest.envelope));
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Envelope> close() {
        lock.lock();
        try {
            senders.forEach(sender -> sender.answer(Offer.CLOSED));
            senders.clear();
            return super.close();
        } finally {
            lock.unlock();
        }
    }
}
