/** Application events to and from actors. */
@NullMarked
package io.nact.spring.event;

import org.jspecify.annotations.NullMarked;
