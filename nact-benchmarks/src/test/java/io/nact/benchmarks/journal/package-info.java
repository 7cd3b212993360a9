@NullMarked
package io.nact.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
