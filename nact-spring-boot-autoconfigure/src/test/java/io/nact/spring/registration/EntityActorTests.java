package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.Entities;
import io.nact.MailboxFullException;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** Entities: one actor per id, whose instance learns its id from Spring. */
class EntityActorTests {

    @Test
    void keepsOneInstancePerId() {
        ActorContexts.with(Account.class, Bank.class).run(context -> {
            Entities<AccountMessage> accounts = context.getBean(Bank.class).accounts;
            assertThat(accounts.get("a").call(new Deposit(3))).isEqualTo("a: 3");
            assertThat(accounts.get("b").call(new Deposit(4))).isEqualTo("b: 4");
            assertThat(accounts.get("a").call(new Deposit(5))).isEqualTo("a: 8");
            assertThat(accounts.name()).isEqualTo("account");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "..", "%", "#{systemProperties}", "${user.home}", "nactEntityId", "\uD800"})
    void takesAnyStringForAnId(String id) {
        ActorContexts.with(Account.class, Bank.class).run(context -> {
            Entities<AccountMessage> accounts = context.getBean(Bank.class).accounts;
            assertThat(accounts.get(id).call(new Deposit(1))).isEqualTo(id + ": 1");
        });
    }

    @Test
    void convertsTheIdToTheTypeOfTheParameter() {
        ActorContexts.with(Device.class, Devices.class).run(context -> {
            Entities<Read> devices = context.getBean(Devices.class).devices;
            assertThat(devices.get("41").call(new Read())).isEqualTo(42);
        });
    }

    @Test
    void failsTheAskOfAnIdThatCannotBeConverted() {
        ActorContexts.with(Device.class, Devices.class).run(context -> {
            Entities<Read> devices = context.getBean(Devices.class).devices;
            for (int i = 0; i < 2; i++) { // it ends at once, so that nothing backs off and the next ask tries again
                CompletableFuture<Integer> reply = devices.get("no number").ask(new Read(), Duration.ofHours(1));
                assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
                        .rootCause()
                        .isInstanceOf(NumberFormatException.class);
            }
            assertThat(devices.get("1").call(new Read())).isEqualTo(2);
        });
    }

    @Test
    void answersWithWhatTheConstructorThrew() {
        ActorContexts.with(Picky.class, Bank.class, Account.class).run(context -> {
            Entities<AccountMessage> accounts = ActorContexts.entities(context, "picky");
            for (int i = 0; i < 2; i++) {
                CompletableFuture<String> reply = accounts.get("b").ask(new Deposit(1), Duration.ofHours(1));
                assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
                        .cause()
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no account b");
            }
            assertThat(accounts.get("a").call(new Deposit(1))).isEqualTo("a: 1");
        });
    }

    @Test
    void refusesEachInstanceWhoseProxyCannotOverrideAHandler() {
        ActorContexts.with(ActorInstanceTests.Advice.class, AdvisedInVain.class).run(context -> {
            Entities<Deposit> entities = ActorContexts.entities(context, "advisedInVain");
            for (String id : List.of("a", "a", "b")) {
                CompletableFuture<String> reply = entities.get(id).ask(new Deposit(1), Duration.ofHours(1));
                assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS))
                        .hasStackTraceContaining("the proxy cannot override its handler deposit");
            }
            assertThat(context.getBean(ActorInstanceTests.Advice.class).destroyed)
                    .containsExactly("a", "a", "b");
        });
    }

    @Test
    void passivatesAnIdleEntity() {
        ActorContexts.with(Account.class, Bank.class)
                .withPropertyValues("nact.entities.passivate-after=10ms")
                .run(context -> {
                    Bank bank = context.getBean(Bank.class);
                    assertThat(bank.accounts.get("a").call(new Deposit(3))).isEqualTo("a: 3");
                    assertThat(bank.closed.get(10, TimeUnit.SECONDS)).isEqualTo("a");
                    assertThat(bank.accounts.get("a").call(new Deposit(5))).isEqualTo("a: 5");
                });
    }

    @Test
    void letsTheLeastRecentlyUsedMakeRoomBeyondTheLimit() {
        ActorContexts.with(Account.class, Bank.class)
                .withPropertyValues("nact.entities.max-active=2")
                .run(context -> {
                    Bank bank = context.getBean(Bank.class);
                    for (String id : List.of("a", "b", "c")) {
                        assertThat(bank.accounts.get(id).call(new Deposit(1))).isEqualTo(id + ": 1");
                    }
                    assertThat(bank.closed.get(10, TimeUnit.SECONDS)).isEqualTo("a");
                });
    }

    @Test
    void refusesWhatIsBeyondTheLimitIfNoneIsIdle() {
        ActorContexts.with(Slow.class)
                .withPropertyValues("nact.entities.max-active=1")
                .run(context -> {
                    Entities<Wait> entities = ActorContexts.entities(context, "slow");
                    CompletableFuture<String> busy = new CompletableFuture<>();
                    CompletableFuture<String> first = entities.get("a").ask(new Wait(busy));
                    assertThatThrownBy(() -> entities.get("b").call(new Wait(busy)))
                            .isInstanceOf(MailboxFullException.class)
                            .hasMessageContaining("/slow has as many live children as it may (1)");
                    busy.complete("done");
                    assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("done");
                });
    }

    sealed interface AccountMessage permits Deposit {}

    record Deposit(int amount) implements AccountMessage, Request<String> {}

    record Read() implements Request<Integer> {}

    @EntityActor(value = "account", protocol = AccountMessage.class)
    static class Account {

        private final String id;

        private final Bank bank;

        private int balance;

        Account(@EntityId String id, Bank bank) {
            this.id = id;
            this.bank = bank;
        }

        @Receive
        String deposit(Deposit message) {
            balance += message.amount();
            return id + ": " + balance;
        }

        @PreDestroy
        void close() {
            bank.closed.complete(id);
        }
    }

    @EntityActor(value = "picky", protocol = AccountMessage.class)
    static class Picky extends Account {

        Picky(@EntityId String id, Bank bank) {
            super(id, bank);
            if (!id.equals("a")) {
                throw new IllegalArgumentException("no account " + id);
            }
        }
    }

    @EntityActor("advisedInVain")
    static class AdvisedInVain {

        private final String id;

        private final ActorInstanceTests.Advice advice;

        AdvisedInVain(@EntityId String id, ActorInstanceTests.Advice advice) {
            this.id = id;
            this.advice = advice;
        }

        void say() {}

        @Receive
        final String deposit(Deposit message) {
            return id + ": " + message.amount();
        }

        @PreDestroy
        void destroy() {
            advice.destroyed.add(id);
        }
    }

    static class Bank {

        final Entities<AccountMessage> accounts;

        final CompletableFuture<String> closed = new CompletableFuture<>();

        Bank(@Qualifier("account") Entities<AccountMessage> accounts) {
            this.accounts = accounts;
        }
    }

    @EntityActor("device")
    static class Device {

        private final long id;

        Device(@EntityId long id) {
            this.id = id;
        }

        @Receive
        int read(Read message) {
            return (int) id + 1;
        }
    }

    record Wait(CompletableFuture<String> until) implements Request<String> {}

    @EntityActor("slow")
    static class Slow {

        @Receive
        CompletableFuture<String> wait(Wait message) {
            return message.until();
        }
    }

    record Devices(Entities<Read> devices) {}
}
