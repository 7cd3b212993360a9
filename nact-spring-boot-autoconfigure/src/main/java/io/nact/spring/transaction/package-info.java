/** Spring's transactions, for what waits for them. */
@NullMarked
package io.nact.spring.transaction;

import org.jspecify.annotations.NullMarked;
