package io.nact.spring.event;

import io.nact.ActorSystem;
import io.nact.event.ActorEvent;
import io.nact.event.DeadLetter;
import io.nact.event.EventBus.Subscription;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;

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
                system.events().subscribe(ActorEvent.class, publisher::publishEvent),
                system.events().subscribe(DeadLetter.class, publisher::publishEvent));
    }

    @Override
    public void destroy() {
        subscriptions.forEach(Subscription::close);
    }
}
