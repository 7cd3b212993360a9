/** Where an actor stands in the tree of its system. */
@NullMarked
package io.nact.path;

import org.jspecify.annotations.NullMarked;
