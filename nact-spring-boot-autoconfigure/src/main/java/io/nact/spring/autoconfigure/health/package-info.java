/** Auto-configuration of the health. */
@NullMarked
package io.nact.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
