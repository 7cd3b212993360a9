package io.nact.demo.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.Entities;
import io.nact.demo.wallet.WalletCommand.Deposit;
import io.nact.demo.wallet.WalletEvent.Deposited;
import io.nact.persistence.Persistence;
import io.nact.persistence.projection.Projections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.event.TransactionalEventListener;

/** What follows the events of wallets: the table of transactions, and whoever listens to the outbox. */
@SpringBootTest(properties = "nact.persistence.outbox.enabled=true")
class TransactionsTests {

    @Autowired
    Entities<WalletCommand> wallets;

    @Autowired
    Transactions transactions;

    @Autowired
    Projections projections;

    @Autowired
    Persistence persistence;

    @Autowired
    Mails mails;

    static class Mails {

        final List<Long> sent = new CopyOnWriteArrayList<>();

        @TransactionalEventListener
        void deposited(Deposited event) {
            sent.add(event.cents());
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {

        @Bean
        Mails mails() {
            return new Mails();
        }
    }

    private List<Long> centsOf(String owner) {
        return transactions.of(owner).stream().map(Transaction::cents).toList();
    }

    @Test
    void areThereAgainAfterAReset() {
        wallets.get("reset").call(new Deposit(null, 1));
        wallets.get("reset").call(new Deposit(null, 2));
        await().until(() -> centsOf("reset").equals(List.of(1L, 2L)));

        projections.reset("transactions");

        await().untilAsserted(() -> assertThat(centsOf("reset")).containsExactly(1L, 2L));
    }

    @Test
    void goWithTheWalletThatIsErased() {
        String owner = "ü".repeat(1_000);
        wallets.get(owner).call(new Deposit(null, 3));
        await().until(() -> centsOf(owner).equals(List.of(3L)));

        persistence.erase("wallet", owner).join();

        await().untilAsserted(() -> assertThat(centsOf(owner)).isEmpty());
    }

    @Test
    void listenersHearOfWhatIsStored() {
        wallets.get("mailed").call(new Deposit(null, 4711));

        await().untilAsserted(() -> assertThat(mails.sent).containsOnlyOnce(4711L));
    }
}
