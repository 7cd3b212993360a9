package io.nact.spring.projection;

import io.nact.persistence.projection.EventProjection;
import org.springframework.context.ApplicationEventPublisher;

/**
 * A projection that publishes each stored event as an application event, in the transaction in which its position is stored. So
 * a listener writes in that transaction, or has something done after it by {@code @TransactionalEventListener}; Spring
 * Modulith's registry of publications takes over from there.
 */
public final class Outbox {

    /** Its name. */
    public static final String NAME = "outbox";

    private Outbox() {}

    /** The projection. It begins after the events that there are when it is started for the first time ever. */
    public static EventProjection publishingBy(ApplicationEventPublisher publisher) {
        return EventProjection.named(NAME)
                .on(Object.class, (event, metadata, transaction) -> publisher.publishEvent(event))
                .fromNow();
    }
}
