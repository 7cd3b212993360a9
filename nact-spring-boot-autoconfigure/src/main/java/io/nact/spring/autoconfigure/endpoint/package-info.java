/** Auto-configuration of the Actuator endpoints. */
@NullMarked
package io.nact.spring.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
