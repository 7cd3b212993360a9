package io.nact.spring.event;

import io.nact.ActorSystem;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.event.EventBus.Subscription;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.ResolvableType;

/**
 * Publishes what the actor system tells, {@link ActorEvent}s and {@link DeadLetter}s, as application events: on the thread
 * on which it happens, so that a listener must be quick or asynchronous.
 */
public final class PublishedEvents implements SmartInitializingSingleton, DisposableBean {

    private final ActorSystem system;

    private final ApplicationEventPublisher publisher;

    private List<Subscription> subscriptions = List.of();

    public PublishedEvents(ActorSystem system, ApplicationEventPublisher publisher) {
        this.system = system;
        this.publisher = publisher;
    }

    @Override
    public void afterSingletonsInstantiated() {
        subscriptions = List.of(
                system.events().subscribe(ActorEvent.class, this::publish),
                system.events().subscribe(DeadLetter.class, this::publish));
    }

    private void publish(Object event) {
        publisher.publishEvent(new Wrapped(publisher, event));
    }

    @Override
    public void destroy() {
        subscriptions.forEach(Subscription::close);
    }

    /**
     * What Spring wraps such an event in by itself, except that the type, by which it looks for listeners, is not made anew for
     * each: with many short-lived actors and no listeners that was most of the cost.
     */
    private static final class Wrapped extends PayloadApplicationEvent<Object> {

        private static final ClassValue<ResolvableType> TYPES = new ClassValue<>() {
            @Override
            protected ResolvableType computeValue(Class<?> event) {
                return ResolvableType.forClassWithGenerics(PayloadApplicationEvent.class, event);
            }
        };

        Wrapped(Object source, Object event) {
            super(source, event, ResolvableType.NONE);
        }

        @Override
        public ResolvableType getResolvableType() {
            return TYPES.get(getPayload().getClass());
        }
    }
}
