package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import java.util.List;

/** One routee after the other. */
final class RoundRobin<M> implements Routing<M> {

    private int next;

    @Override
    public void route(M message, List<ActorRef<M>> routees, ActorContext<M> router) {
        int turn = next < routees.size() ? next : 0;
        next = turn + 1;
        router.forward(routees.get(turn), message);
    }

    @Override
    public Routing<M> forRouter() {
        return new RoundRobin<>();
    }
}
