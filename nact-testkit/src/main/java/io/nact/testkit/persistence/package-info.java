/** For tests of persistent actors, and of the stores that keep them: contracts to extend, and a store that fails to order. */
@NullMarked
package io.nact.testkit.persistence;

import org.jspecify.annotations.NullMarked;
