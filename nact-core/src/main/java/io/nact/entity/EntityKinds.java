package io.nact.entity;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.supervision.Directive;
import io.nact.supervision.SupervisionPolicy;
import java.time.Duration;
import java.util.Objects;

/** Factory of kinds of entities. */
public final class EntityKinds {

    /** Some bytes of heap for each live entity: the actor itself, and a small state. */
    private static final long HEAP_PER_ENTITY = 4096;

    private EntityKinds() {}

    /** How many entities of a kind live at once unless told: as many as the heap can be expected to hold. */
    public static int defaultMaxActive() {
        return (int) Math.min(Integer.MAX_VALUE - 1, Runtime.getRuntime().maxMemory() / HEAP_PER_ENTITY);
    }

    /** {@link #register(ActorSystem, String, Behavior, Duration, int)} with {@link #defaultMaxActive()}. */
    public static <M> Entities<M> register(
            ActorSystem system, String name, Behavior<M> behavior, Duration passivateAfter) {
        return register(system, name, behavior, passivateAfter, defaultMaxActive());
    }

    /**
     * Registers a kind of entity with a system. Its entities are the children, by id, of an actor with the kind's name.
     *
     * @param behavior what each entity does; {@link ActorContext#name()} is its id
     * @param passivateAfter how long an entity may be idle before it is passivated
     * @param maxActive how many may live at once; the least recently used idle one makes room, and if none is found idle
     *     the message is refused as by a full mailbox
     * @throws io.nact.ActorNameTakenException if the system has an actor of that name
     * @throws IllegalArgumentException if {@code maxActive} is below one
     */
    public static <M> Entities<M> register(
            ActorSystem system, String name, Behavior<M> behavior, Duration passivateAfter, int maxActive) {
        Behavior<M> entity = behavior.type(name).passivateAfter(passivateAfter);
        ActorRef<Void> parent = system.spawn(
                name,
                Behaviors.stateless(Void.class, (message, context) -> {})
                        .onCrash(SupervisionPolicy.always(Directive.STOP_CHILD))
                        .childrenOnDemand(entity, maxActive));
        return new Kind<>(name, system, parent);
    }

    private record Kind<M>(String name, ActorSystem system, ActorRef<Void> parent) implements Entities<M> {

        @Override
        public ActorRef<M> get(String id) {
            return system.child(parent, Objects.requireNonNull(id, "id"));
        }

        @Override
        public String toString() {
            return "Entities(" + parent + ")";
        }
    }
}
