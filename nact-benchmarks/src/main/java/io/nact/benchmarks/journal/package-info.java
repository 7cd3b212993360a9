/** What it costs to keep events, beside what a program without a journal would do. */
@NullMarked
package io.nact.benchmarks.journal;

import org.jspecify.annotations.NullMarked;
