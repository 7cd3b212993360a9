/** A store that forgets everything with the JVM: for tests, and for trying things out. */
@NullMarked
package io.nact.persistence.memory;

import org.jspecify.annotations.NullMarked;
