/** The clock of a system and what is due later. */
@NullMarked
package io.nact.time;

import org.jspecify.annotations.NullMarked;
