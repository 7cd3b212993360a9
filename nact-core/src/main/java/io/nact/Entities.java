package io.nact;

/**
 * Actors of one kind, one per id. An entity is spawned by the first message for its id and passivated when it has been
 * idle; the next message spawns it again. A message sent meanwhile is handled by the next incarnation, in order.
 *
 * @param <M> the messages that the entities take
 */
public interface Entities<M> {

    /** The name of this kind of entity. */
    String name();

    /** The reference to the entity with this id, which may be any string. Never blocks, never fails, spawns nothing. */
    ActorRef<M> get(String id);
}
