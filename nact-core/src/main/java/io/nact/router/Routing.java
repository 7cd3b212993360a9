package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Hands a router's messages to its routees, in the router's turn. It must not wait.
 *
 * <p>One of your own forwards the message, so that an asker gets the routee's answer:
 *
 * <pre>{@code
 * (job, routees, router) -> router.forward(routees.get(job.shard() % routees.size()), job)
 * }</pre>
 *
 * @param <M> the messages that the router takes
 */
@FunctionalInterface
public interface Routing<M> {

    /**
     * Hands on the message.
     *
     * @param routees those to choose from, at least one; the very same list as long as they are the same
     * @throws Exception any; the asker gets it, and the router goes on
     */
    void route(M message, List<ActorRef<M>> routees, ActorContext<M> router) throws Exception;

    /** The routing for one more life of a router: a routing that keeps state answers a new one, so that routers do not share it. */
    default Routing<M> forRouter() {
        return this;
    }

    /** One routee after the other. */
    static <M> Routing<M> roundRobin() {
        return new RoundRobin<>();
    }

    /** Any routee. */
    static <M> Routing<M> random() {
        return (message, routees, router) ->
                router.forward(routees.get(ThreadLocalRandom.current().nextInt(routees.size())), message);
    }

    /**
     * The routee for which the fewest messages wait; among several, the one that comes next in turn. The message that a
     * routee has in hand does not count. Asks each routee's mailbox for each message: for dozens of routees, not for thousands.
     */
    static <M> Routing<M> smallestMailbox() {
        return new SmallestMailbox<>();
    }

    /**
     * The same routee for messages with equal keys. If a routee ends only the messages that went to it go elsewhere,
     * evenly to the others, and they come back when it does. A routee is known by its path; a key is
     * a string, or any object with {@code equals} and {@code hashCode}.
     */
    static <M> Routing<M> consistentHash(Function<? super M, ?> key) {
        return new ConsistentHash<>(key);
    }

    /**
     * All routees, each of which handles the message. An asker gets the first reply; if all routees fail, what the last of
     * them failed with. A message that carries its own reference for the reply is told to all.
     */
    static <M> Routing<M> broadcast() {
        return new ToAll<>(false);
    }

    /**
     * As {@link #broadcast}, for requests that it is enough that one routee handles: with the first reply, the routees
     * that have not begun with the request need not handle it any more.
     */
    static <M> Routing<M> scatterGatherFirst() {
        return new ToAll<>(true);
    }
}
