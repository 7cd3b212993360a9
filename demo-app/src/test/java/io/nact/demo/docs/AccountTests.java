package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Entities;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.IdentifiedCommand;
import io.nact.persistence.Persistence;
import io.nact.persistence.PersistentQuery;
import io.nact.persistence.SnapshotPolicy;
import io.nact.spring.EntityDefinition;
import io.nact.spring.EventTypesCustomizer;
import io.nact.testkit.persistence.EventSourcedTester;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Commands and events as functions, tried without a system, and as entities of an application. */
@SpringBootTest(
        classes = AccountTests.Accounts.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "nact.persistence.journal=memory")
class AccountTests {

    @Autowired
    Entities<AccountCommand> accounts;

    @Autowired
    Persistence persistence;

    sealed interface AccountCommand {}

    record Withdraw(@Nullable String commandId, long cents)
            implements AccountCommand, Request<String>, IdentifiedCommand {}

    record Pay(long cents) implements AccountCommand, Request<Void> {}

    sealed interface AccountEvent {}

    @EventType("account.paid")
    record Paid(long cents) implements AccountEvent {}

    @EventType("account.withdrawn")
    record Withdrawn(long cents) implements AccountEvent {}

    @EventType("account")
    record Account(long cents) {

        static final Account EMPTY = new Account(0);

        Account plus(long more) {
            return new Account(cents + more);
        }
    }

    static EventSourced<AccountCommand, Account, AccountEvent> account() {
        return EventSourced.of("account", AccountCommand.class, AccountEvent.class, Account.EMPTY)
                .onRequest(
                        Withdraw.class,
                        (account, withdraw, decide) -> withdraw.cents() > account.cents()
                                ? decide.reply("refused")
                                : decide.persist(new Withdrawn(withdraw.cents()))
                                        .thenReply(after -> "left: " + after.cents()))
                .onRequest(Pay.class, (account, pay, decide) -> decide.persist(new Paid(pay.cents())))
                .onDuplicate(Withdraw.class, (account, withdraw, decide) -> decide.reply("had that"))
                .onEvent(Paid.class, (account, paid) -> account.plus(paid.cents()))
                .onEvent(Withdrawn.class, (account, withdrawn) -> account.plus(-withdrawn.cents()))
                .snapshots(SnapshotPolicy.every(500).deletingEvents());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Accounts {

        @Bean
        EntityDefinition<AccountCommand> accounts(Persistence persistence) {
            return EntityDefinition.of(persistence.behavior(account()));
        }

        @Bean
        EventTypesCustomizer accountTypes() {
            return types -> types.add(AccountEvent.class, Account.class);
        }
    }

    @Test
    void paysOutWhatIsThere() {
        EventSourcedTester.of(account(), EventTypes.of(AccountEvent.class, Account.class))
                .given(new Paid(100))
                .when(new Withdraw(null, 30))
                .thenEvents(new Withdrawn(30))
                .thenReply("left: 70")
                .thenState(new Account(70))
                .when(new Withdraw(null, 500))
                .thenNoEvents()
                .thenReply("refused");
    }

    @Test
    void processesACommandOnce() {
        accounts.get("a1").call(new Pay(100));

        assertThat(accounts.get("a1").call(new Withdraw("w1", 30))).isEqualTo("left: 70");
        assertThat(accounts.get("a1").call(new Withdraw("w1", 30))).isEqualTo("had that");
        assertThat(accounts.get("a1").call(new Withdraw("w2", 30))).isEqualTo("left: 40");
    }

    @Test
    void aQueryFoldsTheEventsOfOneId() {
        accounts.get("a2").call(new Pay(100));
        accounts.get("a2").call(new Pay(50));
        accounts.get("a2").call(new Withdraw(null, 30));

        PersistentQuery<Long> turnover = persistence
                .query("account", Paid.class, 0L, (sum, paid) -> sum + paid.cents())
                .cacheFor(Duration.ofMinutes(10));

        CompletableFuture<Long> paidInAll = turnover.of("a2");
        assertThat(paidInAll).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(150L);
    }
}
