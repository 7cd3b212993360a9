/**
 * Actors whose state outlives them: three ways to write one, and how what they store is named and written down.
 *
 * <p>{@link io.nact.persistence.PersistentReducer} is one function, {@link io.nact.persistence.EventSourced} parts commands
 * from events, {@link io.nact.persistence.DurableState} has no history; {@link io.nact.persistence.Persistence} makes
 * behaviours of them. {@link io.nact.persistence.PersistentQuery} looks at the events of one without waking it, and
 * {@link io.nact.persistence.IdentifiedCommand} is processed once. {@link io.nact.persistence.EventTypes} is the register between classes and what is stored. The stores
 * themselves stand in {@link io.nact.persistence.journal}.
 *
 * <p>What else is made of the events of all ids, such as tables, stands in {@link io.nact.persistence.projection}.
 */
@NullMarked
package io.nact.persistence;

import org.jspecify.annotations.NullMarked;
