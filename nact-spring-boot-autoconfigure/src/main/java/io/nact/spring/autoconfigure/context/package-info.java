/** Auto-configuration of context propagation. */
@NullMarked
package io.nact.spring.autoconfigure.context;

import org.jspecify.annotations.NullMarked;
