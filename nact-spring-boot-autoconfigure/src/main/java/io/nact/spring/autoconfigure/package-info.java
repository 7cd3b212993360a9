/** Auto-configuration of the actor system and its declared actors. */
@NullMarked
package io.nact.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
