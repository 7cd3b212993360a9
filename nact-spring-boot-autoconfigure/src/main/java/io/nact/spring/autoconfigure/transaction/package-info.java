/** Auto-configuration of transactions. */
@NullMarked
package io.nact.spring.autoconfigure.transaction;

import org.jspecify.annotations.NullMarked;
