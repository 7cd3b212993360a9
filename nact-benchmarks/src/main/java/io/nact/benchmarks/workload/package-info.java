/** What the libraries have to do. */
@NullMarked
package io.nact.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
