/** An application with actors, and its tests. */
@NullMarked
package io.nact.spring.test.shop;

import org.jspecify.annotations.NullMarked;
