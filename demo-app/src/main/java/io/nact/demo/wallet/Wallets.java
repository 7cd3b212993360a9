package io.nact.demo.wallet;

import io.nact.demo.wallet.WalletCommand.Deposit;
import io.nact.demo.wallet.WalletCommand.GetBalance;
import io.nact.demo.wallet.WalletCommand.Withdraw;
import io.nact.demo.wallet.WalletEvent.Deposited;
import io.nact.demo.wallet.WalletEvent.Withdrawn;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;

/** Everybody's wallet, which is never overdrawn. */
@EventSourcedActor(type = "wallet")
class Wallets {

    Balance empty() {
        return Balance.EMPTY;
    }

    @HandleCommand
    Decision<Balance, WalletEvent, Receipt> deposit(
            Balance balance, Deposit command, Decisions<?, Balance, WalletEvent, Receipt> decide) {
        return decide.persist(new Deposited(command.cents())).thenReply(Receipt::booked);
    }

    @HandleCommand
    Decision<Balance, WalletEvent, Receipt> withdraw(
            Balance balance, Withdraw command, Decisions<?, Balance, WalletEvent, Receipt> decide) {
        return command.cents() > balance.cents()
                ? decide.reply(Receipt.insufficientFunds(balance))
                : decide.persist(new Withdrawn(command.cents())).thenReply(Receipt::booked);
    }

    @HandleCommand
    Balance balance(Balance balance, GetBalance command) {
        return balance;
    }

    @ApplyEvent
    Balance deposited(Balance balance, Deposited event) {
        return balance.plus(event.cents());
    }

    @ApplyEvent
    Balance withdrawn(Balance balance, Withdrawn event) {
        return balance.plus(-event.cents());
    }
}
