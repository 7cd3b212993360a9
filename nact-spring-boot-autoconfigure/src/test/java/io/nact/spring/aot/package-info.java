/** Actors of applications that were processed ahead of time. Outside nact's own packages, as applications are. */
@NullMarked
package io.nact.spring.aot;

import org.jspecify.annotations.NullMarked;
