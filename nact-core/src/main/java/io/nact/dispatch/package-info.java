/** Threads on which actors take their turns. */
@NullMarked
package io.nact.dispatch;

import org.jspecify.annotations.NullMarked;
