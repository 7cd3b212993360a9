package io.nact.mailbox;

import java.util.function.Consumer;

/**
 * Takes every envelope, at the cost of the one that has waited longest.
 *
 * <p>The displaced one goes and the new one comes in one step, so that no third can take the room between, and a close
 * sees either. Nobody can be missing a wake-up when the consumer throws afterwards: a full mailbox is never idle.
 */
final class DropOldestMailbox extends LockedMailbox {

    private final Consumer<Envelope> dropped;

    DropOldestMailbox(int capacity, Consumer<Envelope> dropped) {
        super(capacity, new Line.ByArrival());
        this.dropped = dropped;
    }

    @Override
    public Offer offer(Envelope envelope) {
        Envelope displaced;
        Offer answer;
        lock.lock();
        try {
            displaced = isFull() ? poll() : null;
            answer = super.offer(envelope);
        } finally {
            lock.unlock();
        }
        if (displaced != null) {
            dropped.accept(displaced);
        }
        return answer;
    }
}
