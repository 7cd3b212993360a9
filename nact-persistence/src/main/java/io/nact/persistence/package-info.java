/**
 * Actors whose state outlives them: three ways to write one, and how what they store is named and written down.
 *
 * <p>{@link io.nact.persistence.PersistentReducer} is one function, {@link io.nact.persistence.EventSourced} parts commands
 * from events, {@link io.nact.persistence.DurableState} has no history; {@link io.nact.persistence.Persistence} makes
 * behaviours of them. {@link io.nact.persistence.EventTypes} is the register between classes and what is stored. The stores
 * themselves stand in {@link io.nact.persistence.journal}.
 *
 * <p>What else is made of stored events, such as tables, stands in {@link io.nact.persistence.projection}. Not here yet: queries
 * over stored events, commands that are known by an id, and the erasure of a
 * person's data.
 */
@NullMarked
package io.nact.persistence;

import org.jspecify.annotations.NullMarked;
