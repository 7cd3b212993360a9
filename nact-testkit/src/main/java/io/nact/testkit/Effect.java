package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.Behavior;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a behaviour did to the world around it, as {@link BehaviorTester} saw it. */
public sealed interface Effect {

    /** It told another actor, or itself, something. */
    record Told(ActorRef<?> target, Object message) implements Effect {}

    /**
     * It asked another actor. The test completes the reply.
     *
     * @param reply waits for the test
     */
    record Asked(ActorRef<?> target, Object message, CompletableFuture<@Nullable Object> reply) implements Effect {}

    /** It left the message in hand to another actor, in this form. */
    record Forwarded(ActorRef<?> target, Object message) implements Effect {}

    /** It answered a request, whether or not anybody waited for it. */
    record Replied(Object request, @Nullable Object value) implements Effect {}

    /** It answered a request with an exception. */
    record Failed(Object request, Throwable cause) implements Effect {}

    /** It spawned a child; the reference is a recording one, and the behaviour does not run. */
    record Spawned(ActorRef<?> child, Behavior<?> behavior) implements Effect {}

    /** It stopped itself or a child. */
    record Stopped(ActorRef<?> actor) implements Effect {}

    /** It stops itself once it has handled what waits. */
    record StoppedAfterDrain() implements Effect {}

    /** It watches an actor; without a message of its own for the news, that is null. */
    record Watched(ActorRef<?> actor, @Nullable Object message) implements Effect {}

    /** It ended a watch. */
    record Unwatched(ActorRef<?> actor) implements Effect {}

    /** It started a timer: {@code interval} is null for one that fires once. */
    record TimerStarted(
            Object key,
            Object message,
            Duration initial,
            @Nullable Duration interval) implements Effect {}

    /** It cancelled a timer. */
    record TimerCancelled(Object key) implements Effect {}

    /** It wants this message when no other has come for so long. */
    record ReceiveTimeoutSet(Duration time, Object message) implements Effect {}

    /** It wants no message any more when none comes. */
    record ReceiveTimeoutCancelled() implements Effect {}

    /** It set the message in hand aside. */
    record Stashed(Object message) implements Effect {}

    /** It put so many messages back. */
    record Unstashed(int messages) implements Effect {}

    /** It handles the outcome of a stage as a message. */
    record Piped(CompletionStage<?> stage) implements Effect {}

    /** It does not take the message in hand. */
    record Unhandled(Object message) implements Effect {}

    /** It handles events of this type. */
    record Subscribed(Class<?> type) implements Effect {}
}
