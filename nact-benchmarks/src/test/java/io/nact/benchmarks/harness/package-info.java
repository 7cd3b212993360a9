@NullMarked
package io.nact.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
