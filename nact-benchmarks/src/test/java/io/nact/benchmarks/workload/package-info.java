/** The programs do what they say. */
@NullMarked
package io.nact.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
