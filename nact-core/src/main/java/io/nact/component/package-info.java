/** Objects with {@link io.nact.Receive} methods as behaviours. */
@NullMarked
package io.nact.component;

import org.jspecify.annotations.NullMarked;
