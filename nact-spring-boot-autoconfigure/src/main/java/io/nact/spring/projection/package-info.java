/** Projections that are methods of beans, and what an application sees of them. */
@NullMarked
package io.nact.spring.projection;

import org.jspecify.annotations.NullMarked;
