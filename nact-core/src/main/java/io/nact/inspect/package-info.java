/** What goes on in a system, actor by actor, for people who look. */
@NullMarked
package io.nact.inspect;

import org.jspecify.annotations.NullMarked;
