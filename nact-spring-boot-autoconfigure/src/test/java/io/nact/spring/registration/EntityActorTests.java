package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
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
            CompletableFuture<Integer> reply = devices.get("no number").ask(new Read(), Duration.ofMillis(200));
            assertThatThrownBy(() -> reply.get(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(devices.get("1").call(new Read())).isEqualTo(2);
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

    record Devices(Entities<Read> devices) {}
}
