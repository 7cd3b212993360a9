/** What a system counts about its actors. */
@NullMarked
package io.nact.metrics;

import org.jspecify.annotations.NullMarked;
