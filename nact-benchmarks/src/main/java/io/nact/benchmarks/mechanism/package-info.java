/** Single mechanisms of the engine under JMH, by the public API. */
@NullMarked
package io.nact.benchmarks.mechanism;

import org.jspecify.annotations.NullMarked;
