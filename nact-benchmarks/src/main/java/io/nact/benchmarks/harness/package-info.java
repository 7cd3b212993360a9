/** Runs programs on engines, each pair in a JVM of its own, and compares. */
@NullMarked
package io.nact.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
