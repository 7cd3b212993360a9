package io.nact.spring;

import io.nact.Behavior;
import java.util.Objects;

/**
 * A kind of entity, one actor per id, as a bean: the name of the bean method is the kind's name, and other beans inject its
 * {@link io.nact.Entities}. An entity is spawned by the first message for its id and passivated when it has been idle.
 *
 * <pre>{@code
 * @Bean
 * EntityDefinition<WalletMessage> wallets(Persistence persistence) {
 *     return EntityDefinition.of(persistence.behavior(Wallet.REDUCER));
 * }
 * }</pre>
 *
 * <p>The id is the name that an entity's context tells. The method's return type must say the type of the messages.
 * Immutable.
 *
 * @param <M> the messages that the entities take
 */
public final class EntityDefinition<M> {

    private final Behavior<M> behavior;

    private EntityDefinition(Behavior<M> behavior) {
        this.behavior = Objects.requireNonNull(behavior, "behavior");
    }

    /** The definition of entities of which each behaves so. */
    public static <M> EntityDefinition<M> of(Behavior<M> behavior) {
        return new EntityDefinition<>(behavior);
    }

    /** What each entity does. */
    public Behavior<M> behavior() {
        return behavior;
    }
}
