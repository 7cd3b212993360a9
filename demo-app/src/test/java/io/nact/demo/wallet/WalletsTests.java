package io.nact.demo.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.demo.wallet.WalletCommand.Deposit;
import io.nact.demo.wallet.WalletCommand.GetBalance;
import io.nact.demo.wallet.WalletCommand.Withdraw;
import io.nact.demo.wallet.WalletEvent.Deposited;
import io.nact.demo.wallet.WalletEvent.Withdrawn;
import io.nact.spring.test.ActorTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ActorTest(actors = Wallets.class)
class WalletsTests {

    @Autowired
    Entities<WalletCommand> wallets;

    @Test
    void takesIntoAccountWhatHasHappened() {
        Wallets wallets = new Wallets();

        Balance after = wallets.withdrawn(wallets.deposited(wallets.empty(), new Deposited(100)), new Withdrawn(30));

        assertThat(after).isEqualTo(new Balance(70));
    }

    @Test
    void refusesWhatIsNotThere() {
        wallets.get("Gavin").call(new Deposit(null, 100));

        assertThat(wallets.get("Gavin").call(new Withdraw(null, 30))).isEqualTo(Receipt.booked(new Balance(70)));
        assertThat(wallets.get("Gavin").call(new Withdraw(null, 71)))
                .isEqualTo(Receipt.insufficientFunds(new Balance(70)));
        assertThat(wallets.get("Gavin").call(new GetBalance())).isEqualTo(new Balance(70));
    }
}
