package io.nact.engine;

import io.nact.ActorStoppedException;
import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait outside a full mailbox for room, in the order in which the actor learned of them. For the owner,
 * and for whoever abandons the actor; hence the monitor.
 */
final class Offers {

    private @Nullable Deque<Offered> waiting = new ArrayDeque<>();

    /** A message whose sender wants to know when it has been queued. */
    static final class Offered extends Envelope {

        private final CompletableFuture<Void> taken = new CompletableFuture<>();

        /** Whether it has been left to the actor to queue it; only for the sender. */
        private boolean left;

        Offered(Object message) {
            super(message);
        }

        CompletableFuture<Void> taken() {
            return taken;
        }

        void leave() {
            left = true;
        }

        boolean isLeft() {
            return left;
        }

        void stopped(Cell<?> actor) {
            Activation.afterTurn(
                    actor.system(),
                    () -> taken.completeExceptionally(
                            new ActorStoppedException("%s stopped before its mailbox had room for %s"
                                    .formatted(
                                            actor.path(), message().getClass().getSimpleName()))));
        }
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
        while (waiting != null && !waiting.isEmpty()) {
            Offered first = waiting.getFirst();
            if (!first.taken.isDone()) {
                Mailbox.Offer outcome = actor.offerAsOwner(first);
                if (outcome == Mailbox.Offer.CLOSED) {
                    first.stopped(actor);
                } else if (outcome != Mailbox.Offer.QUEUED) {
                    return;
                } else {
                    Activation.afterTurn(actor.system(), () -> first.taken.complete(null));
                }
            }
            waiting.removeFirst();
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
