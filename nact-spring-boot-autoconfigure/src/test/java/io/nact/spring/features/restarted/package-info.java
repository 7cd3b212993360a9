/** An application that is run again and again in one JVM, by a class loader of its own each time. */
@NullMarked
package io.nact.spring.features.restarted;

import org.jspecify.annotations.NullMarked;
