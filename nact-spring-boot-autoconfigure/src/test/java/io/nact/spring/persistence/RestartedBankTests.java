package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.spring.persistence.Bank.Balance;
import io.nact.spring.persistence.Bank.Customers;
import io.nact.spring.persistence.Bank.Deposit;
import io.nact.spring.persistence.Bank.Split;
import io.nact.spring.persistence.Bank.Withdraw;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application is closed and started again, on a database that outlives it: its accounts are what they were. */
class RestartedBankTests {

    @Test
    void findsItsAccountsInAFileOfH2(@TempDir Path directory) {
        findsItsAccounts("jdbc:h2:file:%s;WRITE_DELAY=0".formatted(directory.resolve("bank")), "sa");
    }

    @Test
    void findsItsAccountsInPostgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            findsItsAccounts(server.getJdbcUrl("postgres", "postgres"), "postgres");
        }
    }

    private static void findsItsAccounts(String url, String user) {
        try (ConfigurableApplicationContext first = start(url, user)) {
            Customers customers = first.getBean(Customers.class);
            customers.accounts().get("a").call(new Split(10, 5));
            assertThat(customers.accounts().get("b").call(new Withdraw(7))).isEqualTo("left: -7");
            customers.accounts().get("c").tell(new Deposit(3)); // stored while the application closes
        }
        try (ConfigurableApplicationContext second = start(url, user)) {
            Customers customers = second.getBean(Customers.class);
            assertThat(customers.accounts().get("a").call(new Balance())).isEqualTo(50);
            assertThat(customers.accounts().get("b").call(new Balance())).isEqualTo(-7);
            assertThat(customers.accounts().get("c").call(new Balance())).isEqualTo(3);
            assertThat(customers.accounts().get("a").call(new Withdraw(20))).isEqualTo("left: 30");
        }
    }

    private static ConfigurableApplicationContext start(String url, String user) {
        return new SpringApplicationBuilder(BankApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.datasource.url=" + url,
                        "spring.datasource.username=" + user,
                        "nact.persistence.jdbc.initialize-schema=always")
                .run();
    }
}
