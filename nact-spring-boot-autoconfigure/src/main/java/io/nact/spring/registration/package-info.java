/** How declared actors become bean definitions, instances and running actors. */
@NullMarked
package io.nact.spring.registration;

import org.jspecify.annotations.NullMarked;
