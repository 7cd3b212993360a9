/**
 * Actors whose state outlives them: how their events are named and written down.
 *
 * <p>{@link io.nact.persistence.EventTypes} is the register between classes and what is stored. The stores themselves stand in
 * {@link io.nact.persistence.journal}.
 */
@NullMarked
package io.nact.persistence;

import org.jspecify.annotations.NullMarked;
