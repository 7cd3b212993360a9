package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.Storage;
import io.nact.spring.persistence.Bank.Balance;
import io.nact.spring.persistence.Bank.Customers;
import io.nact.spring.persistence.Bank.Deposit;
import io.nact.spring.persistence.Bank.Withdraw;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

/** With a database in memory an application needs no property at all for its actors to be persistent. */
@SpringBootTest(classes = BankApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class BankApplicationTests {

    @Autowired
    Customers customers;

    @Autowired
    Storage storage;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    HealthContributorRegistry health;

    @Test
    void eventsAreRowsOfItsDatabase() {
        assertThat(storage).isInstanceOf(JdbcStorage.class);
        customers.accounts().get("rows").tell(new Deposit(100));
        assertThat(customers.accounts().get("rows").call(new Withdraw(30))).isEqualTo("left: 70");
        assertThat(customers.accounts().get("rows").call(new Balance())).isEqualTo(70);
        assertThat(jdbc.queryForList(
                        "select payload from nact_event where persistence_id = 'account|rows' order by sequence_nr",
                        String.class))
                .containsExactly("{\"amount\":100}", "{\"amount\":30}");
    }

    @Test
    void theJournalTakesPartInItsHealth() {
        assertThat(health.getContributor("nactJournal")).isInstanceOf(JournalHealthIndicator.class);
    }
}
