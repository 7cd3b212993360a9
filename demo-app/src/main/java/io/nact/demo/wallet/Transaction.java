package io.nact.demo.wallet;

import java.time.Instant;

/**
 * A line in the list of a wallet's transactions.
 *
 * @param cents what was deposited, or withdrawn if it is negative
 */
record Transaction(Instant at, long cents) {}
