/** One actor per id, spawned on the first message and passivated when idle. */
@NullMarked
package io.nact.entity;

import org.jspecify.annotations.NullMarked;
