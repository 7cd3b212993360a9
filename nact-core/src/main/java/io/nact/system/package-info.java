/** The door: starting an actor system. */
@NullMarked
package io.nact.system;

import org.jspecify.annotations.NullMarked;
