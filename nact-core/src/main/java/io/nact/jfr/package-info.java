/** What the JDK's flight recorder learns of actors. */
@NullMarked
package io.nact.jfr;

import org.jspecify.annotations.NullMarked;
