/** Actor libraries side by side: the same programs on each of them. */
@NullMarked
package io.nact.benchmarks;

import org.jspecify.annotations.NullMarked;
