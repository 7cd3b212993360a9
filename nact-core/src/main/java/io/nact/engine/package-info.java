/** The engine room: cells, turns, signals, crash handling. Entered through {@link io.nact.engine.Engine} only. */
@NullMarked
package io.nact.engine;

import org.jspecify.annotations.NullMarked;
