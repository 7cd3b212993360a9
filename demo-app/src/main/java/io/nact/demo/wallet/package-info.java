/** Wallets, which are kept by their events, and a table of their transactions, which a projection makes of these. */
@NullMarked
package io.nact.demo.wallet;

import org.jspecify.annotations.NullMarked;
