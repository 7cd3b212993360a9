/** A shop that is busy all day, for those who want to watch actors at work: only in the profile {@code load}. */
@NullMarked
package io.nact.demo.load;

import org.jspecify.annotations.NullMarked;
