package io.nact.router;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Terminated;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routees of one life of a router that live without it, and which of them are gone. */
final class Group<M> {

    private final Routing<M> routing;

    private final List<ActorRef<M>> all;

    private final Set<ActorRef<?>> gone = new HashSet<>();

    private List<ActorRef<M>> present;

    Group(List<ActorRef<M>> all, Routing<M> routing, ActorContext<M> router) {
        this.routing = routing;
        this.all = all;
        this.present = all;
        all.forEach(routee -> watch(routee, router));
    }

    void route(M message, ActorContext<M> router) throws Exception {
        if (gone.removeIf(routee -> isBack(routee, router))) {
            refresh();
        }
        if (present.isEmpty()) {
            // Whoever waits for an answer learns it from the engine.
            router.forward(all.get(0), message);
        } else {
            routing.route(message, present, router);
        }
    }

    void ended(Terminated news) {
        if (news.reason() != Terminated.Reason.PASSIVATED && gone.add(news.actor())) {
            refresh();
        }
    }

    private void refresh() {
        present = all.stream().filter(routee -> !gone.contains(routee)).toList();
    }

    private static boolean isBack(ActorRef<?> routee, ActorContext<?> router) {
        boolean back = router.system().find(routee.path()).isPresent();
        if (back) {
            router.watch(routee);
        }
        return back;
    }

    private static void watch(ActorRef<?> routee, ActorContext<?> router) {
        try {
            router.watch(routee);
        } catch (IllegalArgumentException notOfThisSystem) {
            // An adapter or a mock: it cannot be watched, and counts as present.
            router.log().debug("{} cannot watch its routee {}", router.path(), routee.path(), notOfThisSystem);
        }
    }
}
