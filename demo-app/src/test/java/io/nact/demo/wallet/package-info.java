/** Wallets as actors, without HTTP. */
@NullMarked
package io.nact.demo.wallet;

import org.jspecify.annotations.NullMarked;
