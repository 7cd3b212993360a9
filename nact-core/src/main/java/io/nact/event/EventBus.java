package io.nact.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to those who want them, by type. Any thread may publish and subscribe.
 *
 * <p>An event reaches the subscriptions to its class and to each of its supertypes, once each, in the order in which they
 * were made. Subscribers run on the publisher's thread, one after the other: they must be quick and must not block. What one
 * throws is logged, and the others get the event all the same.
 */
public final class EventBus {

    private static final Logger log = LoggerFactory.getLogger(EventBus.class);

    private final List<Subscriber<?>> subscribers = new CopyOnWriteArrayList<>();

    private final Predicate<Runnable> holder;

    /** Who wants events of a class: found once for each class, and again after each change. */
    private volatile Map<Class<?>, Subscriber<?>[]> wanted = new ConcurrentHashMap<>();

    /** A bus that brings each event at once. */
    public EventBus() {
        this(publication -> false);
    }

    /**
     * A bus whose publications may be taken over by somebody who carries them out later, or never.
     *
     * @param holder whether it has taken over the publication
     */
    public EventBus(Predicate<Runnable> holder) {
        this.holder = holder;
    }

    /** Calls it with each event of the type from now on. */
    public <E> Subscription subscribe(Class<E> type, Consumer<? super E> subscriber) {
        Subscriber<E> added = new Subscriber<>(type, Objects.requireNonNull(subscriber, "subscriber"));
        subscribers.add(added);
        wanted = new ConcurrentHashMap<>();
        return () -> remove(added);
    }

    private void remove(Subscriber<?> subscriber) {
        subscribers.remove(subscriber);
        wanted = new ConcurrentHashMap<>();
    }

    /** Brings the event to all who want it now. */
    public void publish(Object event) {
        Subscriber<?>[] wanting = wanting(event.getClass());
        if (wanting.length > 0 && !holder.test(() -> bring(event, wanting(event.getClass())))) {
            bring(event, wanting);
        }
    }

    private static void bring(Object event, Subscriber<?>[] wanting) {
        for (Subscriber<?> subscriber : wanting) {
            try {
                subscriber.take(event);
            } catch (Throwable failure) {
                log.error(
                        "A subscriber to {} failed on {}",
                        subscriber.type.getName(),
                        event.getClass().getName(),
                        failure);
            }
        }
    }

    /** Whether anybody wants events of this class: whoever makes many can save the making. */
    public boolean wants(Class<?> type) {
        return wanting(type).length > 0;
    }

    private Subscriber<?>[] wanting(Class<?> type) {
        // The map before the subscribers: a change that is missed here has put another map in its place.
        Map<Class<?>, Subscriber<?>[]> known = wanted;
        Subscriber<?>[] found = known.get(type);
        if (found == null) {
            found = subscribers.stream()
                    .filter(subscriber -> subscriber.type.isAssignableFrom(type))
                    .toArray(Subscriber<?>[]::new);
            known.put(type, found);
        }
        return found;
    }

    @Override
    public String toString() {
        return Arrays.toString(subscribers.stream()
                .map(subscriber -> subscriber.type.getName())
                .toArray());
    }

    /** The right to get events, until it is closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {

        /** Ends it; an event that is being published may still arrive. Without effect the second time. */
        @Override
        void close();
    }

    /** By identity: the same consumer may subscribe twice. */
    private static final class Subscriber<E> {

        private final Class<E> type;

        private final Consumer<? super E> consumer;

        Subscriber(Class<E> type, Consumer<? super E> consumer) {
            this.type = type;
            this.consumer = consumer;
        }

        void take(Object event) {
            consumer.accept(type.cast(event));
        }
    }
}
