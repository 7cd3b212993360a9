/** Actors as sources of Reactor's streams. */
@NullMarked
package io.nact.spring.reactive;

import org.jspecify.annotations.NullMarked;
