package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Behavior;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The workers of one life of a router. All begin with it; a name whose worker has ended spawns one with its next message,
 * which also keeps a worker that cannot start from keeping a processor busy.
 */
final class Pool<M> {

    private final Routing<M> routing;

    private final List<ActorRef<M>> workers;

    Pool(int size, Behavior<M> worker, Routing<M> routing, ActorContext<M> router) {
        this.routing = routing;
        this.workers = IntStream.rangeClosed(1, size)
                .mapToObj(number -> worker(Integer.toString(number), worker, router))
                .toList();
    }

    private static <M> ActorRef<M> worker(String name, Behavior<M> worker, ActorContext<M> router) {
        router.child(name, () -> worker);
        return router.system().child(router.self(), name);
    }

    void route(M message, ActorContext<M> router) throws Exception {
        routing.route(message, workers, router);
    }
}
