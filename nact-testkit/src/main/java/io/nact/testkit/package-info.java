/** For tests of actors: probes, manual time, behaviours without threads, and simulation of what threads may do. */
@NullMarked
package io.nact.testkit;

import org.jspecify.annotations.NullMarked;
