/** Actors to be kept busy, flooded and failed on purpose, to watch what happens then. */
@NullMarked
package io.nact.demo.showcase;

import org.jspecify.annotations.NullMarked;
