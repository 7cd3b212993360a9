/** Health of an actor system. */
@NullMarked
package io.nact.spring.health;

import org.jspecify.annotations.NullMarked;
