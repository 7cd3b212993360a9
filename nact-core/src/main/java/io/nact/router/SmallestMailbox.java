package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import java.util.List;

/** The routee with the fewest waiting messages; of several, the next one in turn, since a message in hand is not seen. */
final class SmallestMailbox<M> implements Routing<M> {

    private int next;

    @Override
    public void route(M message, List<ActorRef<M>> routees, ActorContext<M> router) {
        int chosen = next;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < routees.size() && fewest > 0; i++) {
            int candidate = (next + i) % routees.size();
            int waiting = router.system().depth(routees.get(candidate));
            if (waiting < fewest) {
                chosen = candidate;
                fewest = waiting;
            }
        }
        next = (chosen + 1) % routees.size();
        router.forward(routees.get(chosen), message);
    }

    @Override
    public Routing<M> forRouter() {
        return new SmallestMailbox<>();
    }
}
