package io.nact.demo.wallet;

import io.nact.persistence.EventType;

/** What has happened to a wallet, as it is stored. */
sealed interface WalletEvent {

    @EventType("wallet.deposited")
    record Deposited(long cents) implements WalletEvent {}

    @EventType("wallet.withdrawn")
    record Withdrawn(long cents) implements WalletEvent {}
}
