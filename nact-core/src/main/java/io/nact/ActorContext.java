package io.nact;

import io.nact.path.ActorPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * An actor as its own behaviour sees it. Only for use in the actor's turn, except where a method says otherwise.
 *
 * @param <M> the messages that the actor takes
 */
public interface ActorContext<M> {

    /** The actor's own reference. Any thread may call this. */
    ActorRef<M> self();

    /** The parent's reference; the system's root for an actor that the system spawned. */
    ActorRef<?> parent();

    /** The live children by name, as they are now. */
    Map<String, ActorRef<?>> children();

    /** The live child of this name. */
    Optional<ActorRef<?>> child(String name);

    /**
     * The live child of this name, spawned from the behaviour if there is none. The type of its messages is what the
     * caller says; it is checked at the send if the behaviour names its protocol.
     */
    <C> ActorRef<C> child(String name, Supplier<Behavior<C>> ifAbsent);

    /** The actor's own name. */
    String name();

    /** Whether somebody has given it that name; otherwise it is made up, and another one after a restart. */
    default boolean hasGivenName() {
        return true;
    }

    /** Where the actor stands in the tree. */
    ActorPath path();

    /** The actor's system. */
    ActorSystem system();

    /** A logger named after the actor's type: {@code nact.actor.<type>}. */
    Logger log();

    /**
     * Spawns a child. It stops before this actor does, and when this actor is reset.
     *
     * @throws ActorNameTakenException if a live child has that name
     * @throws ActorStoppedException if this actor is stopping or being reset
     */
    <C> ActorRef<C> spawn(String name, Behavior<C> behavior);

    /** Spawns a child with a generated name. */
    <C> ActorRef<C> spawn(Behavior<C> behavior);

    /** Stops this actor after the turn in hand. */
    void stop();

    /** Stops this actor once it has handled what waits now; it takes no further message, each is a dead letter. */
    void stopAfterDrain();

    /**
     * Stops a child after its turn in hand; its name is free once it has ended.
     *
     * @throws IllegalArgumentException if it is not a child of this actor
     */
    void stop(ActorRef<?> child);

    /**
     * Has this actor told when the other one ends: {@link Behavior#onTerminated} says what it does then, or in a
     * component the {@link Receive} method for {@link Terminated}, and without that it is a crash. If the other one does
     * not live now, that is told at once. The watch ends with this actor's stop or reset, and with the other actor's
     * end: it is for the one that lives now, not for the next one of its name.
     * Watching again changes nothing but the form of the news.
     *
     * @throws IllegalArgumentException if it is no actor of this system
     */
    void watch(ActorRef<?> actor);

    /** As {@link #watch}, but the news is this message, which goes before those that wait and is never refused. */
    void watchWith(ActorRef<?> actor, M message);

    /** Ends a watch: no news of it arrives any more. Without effect if there is none. */
    void unwatch(ActorRef<?> actor);

    /** The timers of this actor. */
    Timers<M> timers();

    /** The messages that this actor has set aside. */
    Stash stash();

    /**
     * Sends a message to another actor in the place of the one in hand: whoever asked this actor gets the other one's answer,
     * within the same deadline, and the end of this turn is none.
     *
     * @throws UnhandledMessageException if the message is outside the other actor's protocol
     */
    <T> void forward(ActorRef<? super T> target, T message);

    /**
     * A reference that takes messages of another type for this actor, which handles what the function makes of them. The
     * function runs in this actor's turn, and may touch its state; what it throws is a crash. Its path is one below this actor's. It serves any number of messages
     * and any number of this actor's lives: make one and keep it.
     */
    <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter);

    /**
     * Has this actor handle events of a type, of the system's {@linkplain ActorSystem#events() event bus}, as messages
     * that the function makes of them on the publisher's thread. The subscription ends with this actor's stop or reset.
     */
    <E> void subscribe(Class<E> type, Function<? super E, ? extends M> toMessage);

    /**
     * Takes over the duty to answer the request in hand, now or later: the end of the turn is then no answer. For a
     * message that was told, the answer goes nowhere. Without it, a {@code Request<Void>} is answered by the end of its
     * turn, and any other request that got no reply fails with {@link NoReplyException}.
     *
     * @throws IllegalStateException if the request is not the message in hand
     */
    <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request);

    /**
     * Says that nothing here takes the message in hand: once the turn ends it is a dead letter, and its asker gets an
     * {@link UnhandledMessageException}. No crash.
     */
    void unhandled();

    /**
     * Handles the stage's outcome as a message of this actor's own, made by the function on whichever thread completes
     * the stage. The message goes before those that wait and is never refused; it becomes a dead letter if the
     * actor has been reset, stopped or passivated meanwhile.
     */
    <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage);

    /**
     * A place where what this actor's turns send is held back until they count. For libraries that decide about a turn after
     * its handler has returned.
     *
     * @param wayOut what to do instead, for the message of whoever does what cannot be held back
     */
    HeldSends holdSends(String wayOut);

    /** In the actor's last turn: the messages that it will not handle, oldest first. Empty before. */
    List<Object> undelivered();
}
