/** Meters of an actor system. */
@NullMarked
package io.nact.spring.metrics;

import org.jspecify.annotations.NullMarked;
