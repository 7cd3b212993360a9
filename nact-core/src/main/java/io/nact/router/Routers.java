package io.nact.router;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.StatefulBehavior;
import io.nact.supervision.Crash;
import io.nact.supervision.Directive;
import java.util.Collection;
import java.util.List;

/**
 * Factory of routers: actors that hand each message on to others, their routees. Whoever asked the router gets the
 * routee's answer or exception, within the deadline of the ask.
 *
 * <p>A router handles its messages in the order in which they came and waits for no routee. The withers of {@link Behavior}
 * set its mailbox, its type and so on; those of a pool's workers are set by the workers' own behaviour.
 */
public final class Routers {

    private Routers() {}

    /** {@link #pool(int, Behavior, Routing)} with the workers taking turns. */
    public static <M> Behavior<M> pool(int size, Behavior<M> worker) {
        return pool(size, worker, Routing.roundRobin());
    }

    /**
     * A router whose routees are its own children, named 1 to {@code size}; they stop when it stops. A worker that has
     * ended, for whatever reason, is spawned anew by the next message for it. One that escalates a crash is reset.
     *
     * @throws IllegalArgumentException if the size is below one
     */
    public static <M> Behavior<M> pool(int size, Behavior<M> worker, Routing<M> routing) {
        if (size < 1) {
            throw new IllegalArgumentException("A pool has at least one worker, not " + size);
        }
        StatefulBehavior<Pool<M>, M> router = Behaviors.statefulFrom(
                context -> new Pool<>(size, worker, routing.forRouter(), context), (pool, message, context) -> {
                    pool.route(message, context);
                    return pool;
                });
        @SuppressWarnings("unchecked") // the worker's protocol is of the worker's messages
        Class<M> protocol = (Class<M>) worker.options().protocol();
        return tolerant(protocol == null ? router : router.protocol(protocol)).childrenOnDemand(name -> worker);
    }

    /** {@link #group(Collection, Routing)} with the routees taking turns. */
    public static <M> Behavior<M> group(Collection<? extends ActorRef<M>> routees) {
        return group(routees, Routing.roundRobin());
    }

    /**
     * A router for actors that live without it. One that has ended is left out until an actor lives under its name again;
     * a passivated one stays, since its next message spawns it. When none lives, an asker gets an {@link
     * io.nact.ActorStoppedException} at once and a told message is a dead letter.
     *
     * @throws IllegalArgumentException if there are no routees
     */
    public static <M> Behavior<M> group(Collection<? extends ActorRef<M>> routees, Routing<M> routing) {
        List<ActorRef<M>> all =
                routees.stream().<ActorRef<M>>map(routee -> routee).distinct().toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("A group has at least one routee");
        }
        StatefulBehavior<Group<M>, M> router = Behaviors.statefulFrom(
                context -> new Group<>(all, routing.forRouter(), context), (group, message, context) -> {
                    group.route(message, context);
                    return group;
                });
        return tolerant(router.onTerminated((group, news, context) -> {
            group.ended(news);
            return group;
        }));
    }

    /** A message that cannot be routed is its sender's concern, and a worker that fails is no other worker's. */
    private static <M> Behavior<M> tolerant(Behavior<M> router) {
        return router.onCrash(Routers::decide).exceptionsAreReplies();
    }

    /**
     * For a crash of the router's own both decisions are to resume. A worker keeps its mailbox; one that cannot even start
     * is not kept trying, but left to the next message.
     */
    private static Directive decide(Crash crash) {
        return crash.message() == null ? Directive.STOP_CHILD : Directive.RESET_CHILD;
    }
}
