/** An application with accounts that keep their state by events, and how they are tested. */
@NullMarked
package io.nact.spring.test.bank;

import org.jspecify.annotations.NullMarked;
