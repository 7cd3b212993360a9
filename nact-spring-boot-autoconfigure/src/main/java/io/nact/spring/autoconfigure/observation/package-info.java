/** Auto-configuration of observations. */
@NullMarked
package io.nact.spring.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
