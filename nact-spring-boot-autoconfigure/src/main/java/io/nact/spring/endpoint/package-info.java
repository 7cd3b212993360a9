/** Actuator endpoints over an actor system. */
@NullMarked
package io.nact.spring.endpoint;

import org.jspecify.annotations.NullMarked;
