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

    private EntityKinds() {}

    /**
     * Registers a kind of entity with a system. Its entities are the children, by id, of an actor with the kind's name.
     *
     * @param behavior what each entity does; {@link ActorContext#name()} is its id
     * @param passivateAfter how long an entity may be idle before it is passivated
     * @throws io.nact.ActorNameTakenException if the system has an actor of that name
     */
    public static <M> Entities<M> register(
            ActorSystem system, String name, Behavior<M> behavior, Duration passivateAfter) {
        Behavior<M> entity = behavior.type(name).passivateAfter(passivateAfter);
        ActorRef<Void> parent = system.spawn(
                name,
                Behaviors.stateless(Void.class, (message, context) -> {})
                        .onCrash(SupervisionPolicy.always(Directive.STOP_CHILD))
                        .childrenOnDemand(id -> entity));
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
