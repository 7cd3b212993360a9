package io.nact.testkit;

import io.nact.ActorContext;
import io.nact.ActorNameTakenException;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.HeldSends;
import io.nact.NoReplyException;
import io.nact.ReplyRef;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.path.ActorPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a behaviour under test sees of its actor: each thing that it does is an effect. */
final class TestedContext<M> implements ActorContext<M> {

    private final TestedActor<M> actor;

    private final TestedTimers<M> timers;

    private final TestedStash stash;

    private final Map<String, ActorRef<?>> children = new LinkedHashMap<>();

    private final Map<ActorRef<?>, Object> watched = new LinkedHashMap<>();

    private final List<Subscription<?>> subscriptions = new ArrayList<>();

    private List<Object> undelivered = List.of();

    private int generated;

    private int life;

    private boolean unhandled;

    /** The form of the news for who watches without a message. */
    record NoMessage() {}

    private record Subscription<E>(Class<E> type, Function<? super E, ?> toMessage) {

        Object message(Object event) {
            return Objects.requireNonNull(toMessage.apply(type.cast(event)), "The message for an event");
        }
    }

    TestedContext(TestedActor<M> actor) {
        this.actor = actor;
        this.timers = new TestedTimers<>(actor);
        this.stash = new TestedStash(actor);
    }

    @Override
    public ActorRef<M> self() {
        return actor.self();
    }

    @Override
    public ActorRef<?> parent() {
        return new TestedRef<>(actor.path().parent().orElseThrow(), message -> {});
    }

    @Override
    public Map<String, ActorRef<?>> children() {
        return new LinkedHashMap<>(children);
    }

    @Override
    public Optional<ActorRef<?>> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    @Override
    @SuppressWarnings("unchecked") // the caller says what the child takes
    public <C> ActorRef<C> child(String name, Supplier<Behavior<C>> ifAbsent) {
        ActorRef<?> present = children.get(name);
        return present != null ? (ActorRef<C>) present : spawn(name, ifAbsent.get());
    }

    @Override
    public String name() {
        return path().name();
    }

    @Override
    public ActorPath path() {
        return actor.path();
    }

    @Override
    public ActorSystem system() {
        throw new UnsupportedOperationException(
                "A BehaviorTester has no system: test a behaviour that needs it with an ActorTestKit");
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("nact.actor."
                + Objects.requireNonNullElse(actor.behavior().options().type(), name()));
    }

    @Override
    public <C> ActorRef<C> spawn(String name, Behavior<C> behavior) {
        actor.sends().refuse("spawn a child of", path());
        if (children.containsKey(name)) {
            throw new ActorNameTakenException("%s has a child named '%s' already".formatted(path(), name));
        }
        ActorRef<C> child = actor.childRef(name);
        children.put(name, child);
        actor.add(new Effect.Spawned(child, behavior));
        return child;
    }

    @Override
    public <C> ActorRef<C> spawn(Behavior<C> behavior) {
        return spawn("$" + ++generated, behavior);
    }

    @Override
    public void stop() {
        actor.add(new Effect.Stopped(self()));
        actor.requestStop();
    }

    @Override
    public void stopAfterDrain() {
        actor.add(new Effect.StoppedAfterDrain());
        actor.stopAfterDrain();
    }

    @Override
    public void stop(ActorRef<?> child) {
        if (!child.path().parent().filter(path()::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "%s can stop itself and its children, and %s is no child of it".formatted(path(), child.path()));
        }
        if (children.remove(child.name()) != null) {
            actor.add(new Effect.Stopped(child));
        }
    }

    @Override
    public void watch(ActorRef<?> other) {
        watched.put(other, new NoMessage());
        actor.add(new Effect.Watched(other, null));
    }

    @Override
    public void watchWith(ActorRef<?> other, M message) {
        watched.put(other, message);
        actor.add(new Effect.Watched(other, message));
    }

    @Override
    public void unwatch(ActorRef<?> other) {
        if (watched.remove(other) != null) {
            actor.add(new Effect.Unwatched(other));
        }
    }

    /** The form in which this actor wants the news of the other one's end. */
    Object endWatch(ActorRef<?> other) {
        Object message = watched.remove(other);
        if (message == null) {
            throw new AssertionError("%s does not watch %s; it watches %s".formatted(path(), other, watched.keySet()));
        }
        children.values().remove(other);
        return message;
    }

    @Override
    public TestedTimers<M> timers() {
        return timers;
    }

    @Override
    public TestedStash stash() {
        return stash;
    }

    @Override
    public <T> void forward(ActorRef<? super T> target, T message) {
        TestedReply<?> reply = reply();
        if (reply != null) {
            reply.takeOver();
        }
        actor.add(new Effect.Forwarded(target, message));
    }

    private @Nullable TestedReply<?> reply() {
        TestedActor.Taken inHand = actor.inHand();
        return inHand == null ? null : inHand.reply();
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter) {
        return new TestedRef<>(path().child("$adapter"), message -> actor.take(adapter.apply(message), null));
    }

    @Override
    public <E> void subscribe(Class<E> type, Function<? super E, ? extends M> toMessage) {
        subscriptions.add(new Subscription<>(type, toMessage));
        actor.add(new Effect.Subscribed(type));
    }

    /** What the actor makes of an event. */
    List<Object> messagesOf(Object event) {
        return subscriptions.stream()
                .filter(subscription -> subscription.type().isInstance(event))
                .map(subscription -> subscription.message(event))
                .toList();
    }

    @Override
    @SuppressWarnings("unchecked") // the reply is of the request
    public <R extends @Nullable Object> ReplyRef<R> replyTo(Request<R> request) {
        TestedActor.Taken inHand = actor.inHand();
        if (inHand == null || inHand.message() != request) {
            throw new IllegalStateException(
                    "%s is not handling %s now: call replyTo in the turn of the request, and keep what it returns"
                            .formatted(path(), request.getClass().getSimpleName()));
        }
        TestedReply<R> reply = (TestedReply<R>) inHand.reply();
        if (reply == null) {
            return new TestedReply<>(actor, request, false);
        }
        reply.takeOver();
        return reply;
    }

    @Override
    public void unhandled() {
        unhandled = true;
    }

    /** A turn has ended well: whoever asked gets what the end of a turn answers. */
    void turnEnded(TestedActor.Taken taken) {
        TestedReply<?> reply = taken.reply();
        if (unhandled) {
            unhandled = false;
            actor.add(new Effect.Unhandled(taken.message()));
            if (reply != null) {
                reply.failed(new UnhandledMessageException("%s does not take %s".formatted(path(), taken.message())));
            }
        } else if (!stash.turnEnded(taken) && reply != null && !reply.isTakenOver()) {
            answer(taken.message(), reply);
        }
    }

    private void answer(Object request, TestedReply<?> reply) {
        if (ReplyTypes.isVoid(request.getClass())) {
            reply.done();
        } else {
            reply.failed(new NoReplyException("%s ended its turn on %s without a reply".formatted(path(), request)));
        }
    }

    @Override
    public <T> void pipeToSelf(
            CompletionStage<T> stage,
            BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends M> toMessage) {
        actor.add(new Effect.Piped(stage));
        int ofLife = life;
        stage.whenComplete((value, failure) -> {
            M message = Objects.requireNonNull(
                    toMessage.apply(value, TestedActor.unwrapped(failure)), "The message for pipeToSelf");
            actor.onThread(() -> {
                if (life == ofLife && !actor.isStopped()) {
                    actor.takeFirst(message);
                }
            });
        });
    }

    @Override
    public HeldSends holdSends(String wayOut) {
        return actor.sends().hold(wayOut);
    }

    @Override
    public List<Object> undelivered() {
        return undelivered;
    }

    /** The life ends: its children, timers and watches with it. */
    void lifeEnds(List<Object> left) {
        life++;
        List<Object> all = new ArrayList<>(stash.messages());
        all.addAll(left);
        undelivered = left.isEmpty() && stash.isEmpty() ? List.of() : List.copyOf(all);
        timers.clear();
        children.clear();
        watched.clear();
        subscriptions.clear();
    }
}
