/** Persistent actors of annotated classes, and what is told of persistent actors that cannot be as they are. */
@NullMarked
package io.nact.spring.persistence;

import org.jspecify.annotations.NullMarked;
