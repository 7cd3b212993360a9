/** Auto-configuration of the meters. */
@NullMarked
package io.nact.spring.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
