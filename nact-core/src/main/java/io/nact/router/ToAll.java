package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ReplyRef;
import io.nact.Request;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Every routee.
 *
 * @param oneIsEnough whether the first reply takes the request back from those that have not begun with it
 */
record ToAll<M>(boolean oneIsEnough) implements Routing<M> {

    /** As long as the asker waits: an ask made in a turn has no more time than that. */
    private static final Duration THE_ASKERS_TIME = ChronoUnit.FOREVER.getDuration();

    @Override
    public void route(M message, List<ActorRef<M>> routees, ActorContext<M> router) {
        if (!(message instanceof Request<?> request) || !ask(request, routees, router)) {
            routees.forEach(routee -> routee.tell(message));
        }
    }

    /** False if nobody waits for the answer. */
    private <R extends @Nullable Object> boolean ask(
            Request<R> request, List<ActorRef<M>> routees, ActorContext<M> router) {
        ReplyRef<R> reply = router.replyTo(request);
        if (!reply.isAwaited()) {
            return false;
        }
        List<CompletableFuture<R>> asks = routees.stream()
                .map(routee -> routee.ask(request, THE_ASKERS_TIME))
                .toList();
        AtomicInteger open = new AtomicInteger(asks.size());
        asks.forEach(ask -> ask.whenComplete((value, failure) -> {
            if (failure == null) {
                reply.reply(value);
                if (oneIsEnough) {
                    asks.forEach(other -> other.cancel(false));
                }
            } else if (open.decrementAndGet() == 0) {
                reply.fail(failure);
            }
        }));
        return true;
    }
}
