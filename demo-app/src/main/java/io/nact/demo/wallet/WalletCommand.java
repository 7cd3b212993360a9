package io.nact.demo.wallet;

import io.nact.Request;
import io.nact.persistence.IdentifiedCommand;
import org.jspecify.annotations.Nullable;

/** What a wallet can be asked. */
sealed interface WalletCommand {

    /** What has a command id is booked once, however often it comes. */
    record Deposit(@Nullable String commandId, long cents)
            implements WalletCommand, Request<Receipt>, IdentifiedCommand {}

    record Withdraw(@Nullable String commandId, long cents)
            implements WalletCommand, Request<Receipt>, IdentifiedCommand {}

    record GetBalance() implements WalletCommand, Request<Balance> {}
}
