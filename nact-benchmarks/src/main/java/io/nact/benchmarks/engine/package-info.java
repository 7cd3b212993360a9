/** The libraries that are compared, and the floors under them. */
@NullMarked
package io.nact.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
