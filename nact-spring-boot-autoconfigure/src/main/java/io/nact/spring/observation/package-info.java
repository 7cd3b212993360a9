/** Turns of actors as observations of Micrometer. */
@NullMarked
package io.nact.spring.observation;

import org.jspecify.annotations.NullMarked;
