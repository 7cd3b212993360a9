/** An application that has the two starters and nothing else. */
@NullMarked
package io.nact.starter.test;

import org.jspecify.annotations.NullMarked;
