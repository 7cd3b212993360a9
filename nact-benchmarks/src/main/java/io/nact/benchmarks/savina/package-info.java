/** Programs of the Savina suite (Imam and Sarkar, 2014), written afresh and scaled to some tens of milliseconds. */
@NullMarked
package io.nact.benchmarks.savina;

import org.jspecify.annotations.NullMarked;
