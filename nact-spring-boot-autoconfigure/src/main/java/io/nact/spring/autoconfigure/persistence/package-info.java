/** Auto-configuration of actors whose state outlives them. Nothing of it has an effect without nact-persistence. */
@NullMarked
package io.nact.spring.autoconfigure.persistence;

import org.jspecify.annotations.NullMarked;
