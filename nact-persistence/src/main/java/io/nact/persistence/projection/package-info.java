/**
 * Projections: what else is made of the events of all ids, such as the tables that a page is shown from, and kept up with
 * them.
 *
 * <p>An {@link io.nact.persistence.projection.EventProjection} says which events it is made of and how;
 * {@link io.nact.persistence.projection.Projections} runs them. Where they stand is kept by a
 * {@link io.nact.persistence.journal.ProjectionStore}, in the transaction in which they write.
 */
@NullMarked
package io.nact.persistence.projection;

import org.jspecify.annotations.NullMarked;
