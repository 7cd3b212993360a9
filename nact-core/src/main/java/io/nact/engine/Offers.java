package io.nact.engine;

import io.nact.ActorStoppedException;
import io.nact.mailbox.Mailbox;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait outside a full mailbox for room, in the order in which the actor learned of them. For the owner,
 * and for whoever abandons the actor; hence the monitor.
 */
final class Offers {

    private @Nullable Deque<Offered> waiting = new ArrayDeque<>();

    /** How many have been left to the actor and are not decided; as long as there are some, none goes past them. */
    private final AtomicInteger undecided = new AtomicInteger();

    /** A message whose sender wants to know when it has been queued. */
    static final class Offered extends Carrying {

        private final Taken taken = new Taken();

        /** Whether it has been left to the actor to queue it; only for the sender. */
        private boolean left;

        Offered(Object message, @Nullable Object context) {
            super(message, context);
        }

        Taken taken() {
            return taken;
        }

        boolean isLeft() {
            return left;
        }

        void stopped(Cell<?> actor) {
            failed(
                    actor,
                    new ActorStoppedException("%s stopped before its mailbox had room for %s"
                            .formatted(actor.path(), message().getClass().getSimpleName())));
        }

        void failed(Cell<?> actor, Throwable failure) {
            Activation.afterTurn(Activation.Completion.of(actor.system(), () -> taken.completeExceptionally(failure)));
        }
    }

    /**
     * Completes when the message has been queued. Who completes it otherwise takes the message back, which is either
     * before it is queued or not at all: between the two nobody may believe to have it still.
     */
    static final class Taken extends CompletableFuture<Void> {

        private boolean queued;

        private boolean takenBack;

        /** Queues the message by this, unless it has been taken back; null if it has. */
        synchronized Mailbox.@Nullable Offer queue(Supplier<Mailbox.Offer> offer) {
            if (takenBack) {
                return null;
            }
            Mailbox.Offer outcome = offer.get();
            queued = outcome == Mailbox.Offer.QUEUED;
            return outcome;
        }

        /** Tells the sender that it has been queued. */
        @SuppressWarnings("NullAway") // nothing is the value
        void confirm() {
            super.complete(null);
        }

        private synchronized boolean takeBack() {
            takenBack |= !queued;
            return takenBack;
        }

        @Override
        public boolean complete(Void value) {
            return takeBack() && super.complete(value);
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            return takeBack() && super.completeExceptionally(failure);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return takeBack() && super.cancel(mayInterruptIfRunning);
        }
    }

    /** The sender leaves it to the actor. Any thread. */
    void leave(Offered offered) {
        offered.left = true;
        undecided.incrementAndGet();
    }

    /** Whether one has been left that is not decided. Any thread. */
    boolean areUndecided() {
        return undecided.get() > 0;
    }

    /** One more; it fails if the actor has been abandoned. */
    synchronized void add(Offered offered, Cell<?> actor) {
        if (waiting == null) {
            offered.stopped(actor);
        } else {
            waiting.addLast(offered);
        }
    }

    /** Queues as many as there is room for. Owner only. */
    synchronized void admit(Cell<?> actor) {
        while (waiting != null && !waiting.isEmpty() && actor.hasRoomForOffers()) {
            Offered first = waiting.getFirst();
            Mailbox.Offer outcome;
            try {
                outcome = first.taken.queue(() -> actor.offerAsOwner(first));
            } catch (Throwable unordered) {
                // By the user's order of messages: it is the sender's failure and not the actor's.
                first.failed(actor, unordered);
                outcome = null;
            }
            if (outcome == Mailbox.Offer.QUEUED) {
                // Now, and elsewhere: this thread may be about to run a turn, whose end the sender does not wait for.
                actor.system().runLater(first.taken::confirm);
            } else if (outcome == Mailbox.Offer.CLOSED) {
                first.stopped(actor);
            } else if (outcome != null) {
                return;
            }
            waiting.removeFirst();
            undecided.decrementAndGet();
        }
    }

    /** Takes no more and fails all: the actor stops. */
    synchronized void close(Cell<?> actor) {
        if (waiting != null) {
            waiting.forEach(offered -> offered.stopped(actor));
            waiting = null;
        }
    }
}
