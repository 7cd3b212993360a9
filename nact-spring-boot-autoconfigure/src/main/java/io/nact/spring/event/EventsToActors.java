package io.nact.spring.event;

import io.nact.ActorRef;
import io.nact.spring.EventPhase;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Tells actors of the application events that they handle. */
public final class EventsToActors implements GenericApplicationListener {

    private static final boolean TRANSACTIONS = ClassUtils.isPresent(
            "org.springframework.transaction.support.TransactionSynchronization",
            EventsToActors.class.getClassLoader());

    private final List<Route> routes;

    private final Function<String, ActorRef<Object>> actors;

    /**
     * An actor's handler.
     *
     * @param actor the name of the actor
     */
    public record Route(String actor, Class<?> type, EventPhase phase) {

        /** Whether the other one leads to a handler of the same actor that is closer to the events that both take. */
        private boolean yieldsTo(Route other) {
            return actor.equals(other.actor) && type != other.type && type.isAssignableFrom(other.type);
        }
    }

    /** By these routes, to the actors of these names. */
    public EventsToActors(List<Route> routes, Function<String, ActorRef<Object>> actors) {
        this.routes = List.copyOf(routes);
        this.actors = actors;
    }

    @Override
    public boolean supportsEventType(ResolvableType eventType) {
        Class<?> event = eventType.toClass();
        Class<?> payload = PayloadApplicationEvent.class.isAssignableFrom(event)
                ? eventType.as(PayloadApplicationEvent.class).getGeneric().toClass()
                : event;
        return routes.stream().anyMatch(route -> route.type().isAssignableFrom(payload));
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        Object content = event instanceof PayloadApplicationEvent<?> carrier ? carrier.getPayload() : event;
        List<Route> taking = routes.stream()
                .filter(route -> route.type().isInstance(content))
                .toList();
        taking.stream()
                .filter(route -> taking.stream().noneMatch(route::yieldsTo))
                .forEach(route -> tell(route, content));
    }

    private void tell(Route route, Object event) {
        Runnable tell = () -> actors.apply(route.actor()).tell(event);
        boolean deferred =
                route.phase() != EventPhase.IMMEDIATE && TRANSACTIONS && TransactionPhases.defer(route.phase(), tell);
        if (!deferred) {
            tell.run();
        }
    }
}
