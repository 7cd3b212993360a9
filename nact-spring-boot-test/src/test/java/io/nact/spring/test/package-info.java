/** What the support for tests does with contexts. */
@NullMarked
package io.nact.spring.test;

import org.jspecify.annotations.NullMarked;
