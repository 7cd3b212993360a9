/**
 * What a store of events, snapshots, states and processed commands must do, and the values that pass between it and the engine.
 *
 * <p>Whoever writes a store implements {@link io.nact.persistence.journal.Storage}; whoever writes an actor imports
 * nothing from here but perhaps an exception. What is stored is text that has been encoded already: a store knows no
 * class of the user's.
 */
@NullMarked
package io.nact.persistence.journal;

import org.jspecify.annotations.NullMarked;
