package io.nact.persistence;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.HeldSends;
import io.nact.path.ActorPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * The part of an actor's context that need not be held back: what only looks, and what is refused while the actor's sends are
 * held. Whatever else a context gets to do must be decided about in {@link HeldContext}.
 */
abstract class UnheldContext<M> implements ActorContext<M> {

    private final ActorContext<M> actor;

    UnheldContext(ActorContext<M> actor) {
        this.actor = actor;
    }

    final ActorContext<M> actor() {
        return actor;
    }

    @Override
    public ActorRef<M> self() {
        return actor.self();
    }

    @Override
    public ActorRef<?> parent() {
        return actor.parent();
    }

    @Override
    public Map<String, ActorRef<?>> children() {
        return actor.children();
    }

    @Override
    public Optional<ActorRef<?>> child(String name) {
        return actor.child(name);
    }

    @Override
    public <C> ActorRef<C> child(String name, Supplier<Behavior<C>> ifAbsent) {
        return actor.child(name, ifAbsent);
    }

    @Override
    public String name() {
        return actor.name();
    }

    @Override
    public boolean hasGivenName() {
        return actor.hasGivenName();
    }

    @Override
    public ActorPath path() {
        return actor.path();
    }

    @Override
    public ActorSystem system() {
        return actor.system();
    }

    @Override
    public Logger log() {
        return actor.log();
    }

    @Override
    public <C> ActorRef<C> spawn(String name, Behavior<C> behavior) {
        return actor.spawn(name, behavior);
    }

    @Override
    public <C> ActorRef<C> spawn(Behavior<C> behavior) {
        return actor.spawn(behavior);
    }

    @Override
    public <A> ActorRef<A> adapt(Function<? super A, ? extends M> adapter) {
        return actor.adapt(adapter);
    }

    @Override
    public HeldSends holdSends(String wayOut) {
        return actor.holdSends(wayOut);
    }

    @Override
    public List<Object> undelivered() {
        return actor.undelivered();
    }
}
