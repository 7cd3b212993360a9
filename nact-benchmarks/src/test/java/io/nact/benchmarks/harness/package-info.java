/** The benchmarks work, whatever the figures. */
@NullMarked
package io.nact.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
