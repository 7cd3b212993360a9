package io.nact.spring;

import io.nact.Behavior;
import java.util.Objects;

/**
 * An actor that the application context spawns when it starts, as a bean: the name of the bean method is the actor's
 * name, and other beans inject its {@link io.nact.ActorRef}.
 *
 * <pre>{@code
 * @Bean
 * ActorDefinition<Visit> visits() {
 *     return ActorDefinition.of(Behaviors.stateful(0, (count, visit, context) -> count + 1));
 * }
 * }</pre>
 *
 * <p>The method's return type must say the type of the messages. Immutable.
 *
 * @param <M> the messages that the actor takes
 */
public final class ActorDefinition<M> {

    private final Behavior<M> behavior;

    private ActorDefinition(Behavior<M> behavior) {
        this.behavior = Objects.requireNonNull(behavior, "behavior");
    }

    /** The definition of an actor that behaves so. */
    public static <M> ActorDefinition<M> of(Behavior<M> behavior) {
        return new ActorDefinition<>(behavior);
    }

    /** What the actor does. */
    public Behavior<M> behavior() {
        return behavior;
    }
}
