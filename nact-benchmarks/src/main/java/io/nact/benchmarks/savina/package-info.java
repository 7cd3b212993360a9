/** Programs of the Savina benchmark suite. */
@NullMarked
package io.nact.benchmarks.savina;

import org.jspecify.annotations.NullMarked;
