package io.nact.spring.reactive;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Request;
import io.nact.event.EventBus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Schedulers;

/**
 * Streams that actors feed, no faster than they are read: over HTTP, the speed of the client is the speed of the stream.
 * A slow reader slows the actor down, or misses what has been overtaken; nothing piles up for it.
 */
public final class ActorFlux {

    private ActorFlux() {}

    /** {@link #asking(ActorRef, Supplier, Duration)} with the default timeout. */
    public static <R> Flux<R> asking(ActorRef<?> actor, Supplier<? extends Request<R>> request) {
        return asking(() -> actor.ask(request.get()));
    }

    /**
     * The replies to one ask for each element that the reader demands, one after the other: the next one is asked when
     * the one before has been answered. A reply of null ends the stream, and a failed ask fails it. Cancelling cancels the
     * ask under way.
     *
     * <p>Elements arrive on threads of the actor system, on which a reader must not block.
     *
     * @param timeout of each ask
     */
    public static <R> Flux<R> asking(ActorRef<?> actor, Supplier<? extends Request<R>> request, Duration timeout) {
        return asking(() -> actor.ask(request.get(), timeout));
    }

    private static <R> Flux<R> asking(Supplier<CompletableFuture<R>> ask) {
        return Flux.create(sink -> new Asking<>(ask, sink).start(), OverflowStrategy.ERROR);
    }

    /** {@link #events(ActorSystem, Class, Predicate)}, all of them. */
    public static <E> Flux<E> events(ActorSystem system, Class<E> type) {
        return events(system, type, event -> true);
    }

    /**
     * What is published on the system's event bus from the subscription on. A reader that is slower than the events gets
     * the latest one when it is ready for it, and not those before. So an event should tell how things are, and not only
     * what has changed.
     *
     * <p>Never ends by itself; cancelling unsubscribes. Elements arrive on Reactor's parallel threads, so that no publisher
     * waits for a reader.
     *
     * @param wanted runs on the publisher's thread, as any subscriber to the {@link EventBus}
     */
    public static <E> Flux<E> events(ActorSystem system, Class<E> type, Predicate<? super E> wanted) {
        Flux<E> latest = Flux.create(
                sink -> {
                    EventBus.Subscription subscription = system.events().subscribe(type, event -> {
                        if (wanted.test(event)) {
                            sink.next(event);
                        }
                    });
                    sink.onDispose(subscription::close);
                },
                OverflowStrategy.LATEST);
        return latest.publishOn(Schedulers.parallel(), 1);
    }
}
