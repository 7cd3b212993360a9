package io.nact.testkit;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Request;
import io.nact.Terminated;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs one actor's behaviour on the test's thread, without a system: each message is handled before {@code send} returns,
 * and what the behaviour does to others is not done but kept as an {@link Effect}.
 *
 * <p>What the actor tells itself, pipes to itself or puts back from its stash is handled before the test goes on. A turn
 * that waits for a stage leaves later messages waiting until the test completes the stage. An exception of the
 * handler is the test's; no policy decides about it. For one thread; a stage that another thread
 * completes is taken notice of at the next use.
 *
 * @param <M> the messages that the actor takes
 */
public final class BehaviorTester<M> {

    private final TestedActor<M> actor;

    private BehaviorTester(TestedActor<M> actor) {
        this.actor = actor;
    }

    /** Starts an actor with this behaviour, named {@code tested}; {@link #effects()} has what that did. */
    public static <M> BehaviorTester<M> of(Behavior<M> behavior) {
        return of("tested", behavior);
    }

    /** Starts an actor of this name with this behaviour. */
    public static <M> BehaviorTester<M> of(String name, Behavior<M> behavior) {
        TestedActor<M> actor = new TestedActor<>(name, behavior);
        actor.start();
        return new BehaviorTester<>(actor);
    }

    /** A reference to somebody else, for the behaviour to talk to: what it is told is an effect. */
    public <A> ActorRef<A> ref(String name) {
        return actor.stranger(name);
    }

    /** The actor's own reference. */
    public ActorRef<M> self() {
        return actor.self();
    }

    /**
     * Has the actor handle the message.
     *
     * @throws io.nact.UnhandledMessageException if it is outside the behaviour's protocol
     * @throws io.nact.ActorStoppedException if the actor has stopped
     * @throws io.nact.ActorException around a checked exception of the handler; others are thrown as they are
     */
    public BehaviorTester<M> send(M message) {
        actor.forgetEffects();
        actor.take(message, null);
        return this;
    }

    /** Has the actor handle the request. The future has the answer, or the exception that an asker would get. */
    public <R extends @Nullable Object> CompletableFuture<R> ask(Request<R> request) {
        actor.forgetEffects();
        TestedReply<R> reply = new TestedReply<>(actor, request, true);
        actor.take(request, reply);
        return reply.future();
    }

    /** Has the actor handle a message that carries a reference for the reply, which is no effect. */
    public <R> CompletableFuture<R> ask(Function<? super ActorRef<R>, ? extends M> message) {
        actor.forgetEffects();
        CompletableFuture<R> future = new CompletableFuture<>();
        actor.take(
                message.apply(new TestedRef<R>(
                        actor.pathOf("$reply"), value -> actor.sends().send(() -> future.complete(value)))),
                null);
        return future;
    }

    /** Lets time pass for the actor's timers; what they send is handled, each at its own time. */
    public BehaviorTester<M> advance(Duration time) {
        actor.forgetEffects();
        actor.time().advance(time);
        return this;
    }

    /**
     * Tells the actor that another one has ended which it watches.
     *
     * @throws AssertionError if it does not watch that one
     */
    public BehaviorTester<M> terminate(ActorRef<?> watched, Terminated.Reason reason) {
        actor.forgetEffects();
        actor.terminated(watched, reason);
        return this;
    }

    /** Publishes an event, for an actor that has subscribed to its type. */
    public BehaviorTester<M> publish(Object event) {
        actor.forgetEffects();
        actor.publish(event);
        return this;
    }

    /** Resets the actor: its life ends, a fresh one begins, and its stash is put back. */
    public BehaviorTester<M> reset() {
        actor.forgetEffects();
        actor.reset();
        return this;
    }

    /** Stops the actor, as its parent would: {@code afterStop} runs. */
    public BehaviorTester<M> stop() {
        actor.forgetEffects();
        actor.stop();
        return this;
    }

    /** What the behaviour did since the test used this tester for something last, in order. */
    public List<Effect> effects() {
        return actor.effects();
    }

    /**
     * The one effect of this type among {@link #effects()}.
     *
     * @throws AssertionError if there is none, or more than one
     */
    public <E extends Effect> E effect(Class<E> type) {
        List<E> found =
                effects().stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("Expected one effect %s and got %s".formatted(type.getSimpleName(), effects()));
        }
        return found.get(0);
    }

    /** Whether the turn in hand waits for its stage. */
    public boolean isWaiting() {
        return actor.isWaiting();
    }

    /** Whether the actor has stopped. */
    public boolean isStopped() {
        return actor.isStopped();
    }

    /** The messages that wait behind a turn that waits for its stage, oldest first. */
    public List<Object> waiting() {
        return actor.waiting();
    }
}
