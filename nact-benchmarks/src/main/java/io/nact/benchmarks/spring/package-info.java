/** What it costs to have actors made by Spring. */
@NullMarked
package io.nact.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
