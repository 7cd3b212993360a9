/** What senders' threads carry, in turns. */
@NullMarked
package io.nact.spring.context;

import org.jspecify.annotations.NullMarked;
