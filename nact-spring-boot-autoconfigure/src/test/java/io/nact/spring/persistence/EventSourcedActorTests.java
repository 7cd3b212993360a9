package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nact.ActorSystem;
import io.nact.Entities;
import io.nact.Request;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.persistence.Decision;
import io.nact.persistence.Decisions;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.HandleCommand;
import io.nact.spring.autoconfigure.validation.NactValidationAutoConfiguration;
import io.nact.spring.persistence.Bank.AccountCommand;
import io.nact.spring.persistence.Bank.Accounts;
import io.nact.spring.persistence.Bank.Balance;
import io.nact.spring.persistence.Bank.Bonus;
import io.nact.spring.persistence.Bank.Customers;
import io.nact.spring.persistence.Bank.Deposit;
import io.nact.spring.persistence.Bank.Look;
import io.nact.spring.persistence.Bank.Split;
import io.nact.spring.persistence.Bank.WhoAreYou;
import io.nact.spring.persistence.Bank.Withdraw;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Entities of an annotated class, which decides about commands and applies events for all of them. */
class EventSourcedActorTests {

    private static Entities<AccountCommand> accounts(BeanFactory context) {
        return context.getBean(Customers.class).accounts();
    }

    @Test
    void storesWhatAMethodDecidesAndRepliesWithTheStateAfterIt() {
        PersistentContexts.with(Accounts.class, Customers.class).run(context -> {
            Entities<AccountCommand> accounts = accounts(context);
            accounts.get("a").tell(new Deposit(100));
            assertThat(accounts.get("a").call(new Withdraw(30))).isEqualTo("left: 70");
            assertThat(accounts.get("a").call(new Withdraw(500))).isEqualTo("refused");
            assertThat(accounts.get("b").call(new Withdraw(10))).isEqualTo("left: -10");
            assertThat(PersistentContexts.stored(context, "account", "a"))
                    .extracting(event -> event.payload().type())
                    .containsExactly("account.deposited", "account.withdrawn");
        });
    }

    @Test
    void takesWhatAMethodReturnsForEventsOrForTheReply() {
        PersistentContexts.with(Accounts.class, Customers.class).run(context -> {
            Entities<AccountCommand> accounts = accounts(context);
            accounts.get("a").call(new Bonus(1));
            accounts.get("a").call(new Split(10, 3));
            accounts.get("a").call(new Split(1000, 0));
            accounts.get("a").call(new Look());
            assertThat(accounts.get("a").call(new Balance())).isEqualTo(31);
            accounts.get("b").call(new Withdraw(1));
            accounts.get("b").call(new Bonus(1));
            assertThat(accounts.get("b").call(new Balance())).isEqualTo(-1);
            assertThat(PersistentContexts.stored(context, "account", "a")).hasSize(4);
        });
    }

    @Test
    void knowsTheIdWhereTheStateBeginsAndInHandlers() {
        PersistentContexts.with(Accounts.class, Customers.class)
                .run(context -> assertThat(accounts(context).get("x/y z").call(new WhoAreYou()))
                        .isEqualTo("x/y z=x/y z"));
    }

    @Test
    void tagsEventsAsTheMethodSaysThatAppliesThem() {
        PersistentContexts.with(Accounts.class, Customers.class).run(context -> {
            accounts(context).get("a").tell(new Deposit(1));
            accounts(context).get("a").call(new Withdraw(1));
            assertThat(PersistentContexts.stored(context, "account", "a"))
                    .extracting(StoredEvent::tags)
                    .containsExactly(Set.of("money", "in"), Set.of());
        });
    }

    @Test
    void anEntityIsTheSameAgainAfterARestartOfTheApplication() {
        try (InMemoryStorage storage = new InMemoryStorage()) {
            PersistentContexts.with(storage, Accounts.class, Customers.class)
                    .run(context -> accounts(context).get("a").call(new Split(10, 5)));
            PersistentContexts.with(storage, Accounts.class, Customers.class)
                    .run(context -> assertThat(accounts(context).get("a").call(new Balance()))
                            .isEqualTo(50));
        }
    }

    @Test
    void anEntityIsTheSameAgainAfterItsPassivation() {
        PersistentContexts.with(Accounts.class, Customers.class)
                .withPropertyValues("nact.actors.accounts.passivate-after=10ms")
                .run(context -> {
                    accounts(context).get("a").call(new Split(10, 5));
                    await().until(() -> live(context) == 0);
                    assertThat(accounts(context).get("a").call(new Balance())).isEqualTo(50);
                });
    }

    private static long live(BeanFactory context) {
        return context.getBean(ActorSystem.class).metrics().types().stream()
                .filter(type -> type.type().equals("accounts"))
                .mapToLong(TypeMetrics::live)
                .sum();
    }

    @Test
    void takesASnapshotOfTheStateAfterSoManyEvents() {
        PersistentContexts.with(Accounts.class, Customers.class).run(context -> {
            accounts(context).get("a").call(new Split(10, 3));
            await().untilAsserted(() -> assertThat(context.getBean(InMemoryStorage.class)
                            .snapshots()
                            .load(PersistenceId.of("account", "a"), Long.MAX_VALUE)
                            .toCompletableFuture()
                            .join())
                    .hasValueSatisfying(snapshot -> {
                        assertThat(snapshot.sequenceNr()).isEqualTo(3);
                        assertThat(snapshot.state().type()).isEqualTo("account");
                    }));
        });
    }

    @Test
    void anExceptionIsTheAnswerAndLeavesTheStateAsItWas() {
        PersistentContexts.with(Accounts.class, Customers.class).run(context -> {
            Entities<AccountCommand> accounts = accounts(context);
            accounts.get("a").tell(new Deposit(5));
            assertThatThrownBy(() -> accounts.get("a").call(new Withdraw(-1)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("less than nothing");
            accounts.get("a").tell(new Withdraw(-1));
            assertThat(accounts.get("a").call(new Balance())).isEqualTo(5);
            assertThat(context.getBean(ActorSystem.class).metrics().types().stream()
                            .filter(type -> type.type().equals("accounts"))
                            .mapToLong(TypeMetrics::live)
                            .sum())
                    .as("the entity that failed on what was told has not ended")
                    .isOne();
        });
    }

    @Test
    void handlersGoThroughTheProxyOfTheirClass() {
        PersistentContexts.with(Accounts.class, Customers.class, Doubling.class).run(context -> {
            accounts(context).get("a").tell(new Deposit(4));
            assertThat(accounts(context).get("a").call(new Balance())).isEqualTo(8);
        });
    }

    @Test
    void commandsAreValidatedBeforeTheyAreSentWhereAMethodAsksForIt() {
        PersistentContexts.with(Lists.class)
                .withConfiguration(
                        AutoConfigurations.of(ValidationAutoConfiguration.class, NactValidationAutoConfiguration.class))
                .withBean(EventTypesCustomizer.class, () -> types -> types.add(String.class, "list.word", 1))
                .run(context -> {
                    Entities<Add> lists = lists(context);
                    assertThatThrownBy(() -> lists.get("a").call(new Add(" ")))
                            .isInstanceOf(ConstraintViolationException.class);
                    assertThat(lists.get("a").call(new Add("milk"))).isEqualTo(1);
                });
    }

    @SuppressWarnings("unchecked")
    private static Entities<Add> lists(BeanFactory context) {
        return context.getBean("lists", Entities.class);
    }

    @Test
    void isInjectedByTheNameOfItsKindToo() {
        PersistentContexts.with(Accounts.class).run(context -> {
            assertThat(context.getBean("accounts")).isInstanceOf(Entities.class);
            assertThat(context.getBean("accounts.component")).isExactlyInstanceOf(Accounts.class);
        });
    }

    @Test
    void storesClassesOfALibraryUnderAnAliasThatACustomizerGivesThem() {
        PersistentContexts.with(Lists.class)
                .withBean(EventTypesCustomizer.class, () -> types -> types.add(String.class, "list.word", 1))
                .run(context -> {
                    assertThat(lists(context).get("a").call(new Add("milk"))).isEqualTo(1);
                    assertThat(PersistentContexts.stored(context, "list", "a"))
                            .extracting(event -> event.payload().type())
                            .containsExactly("list.word");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Doubling {

        @Bean
        static DefaultAdvisorAutoProxyCreator proxies() {
            return new DefaultAdvisorAutoProxyCreator();
        }

        @Bean
        static DefaultPointcutAdvisor doubling() {
            NameMatchMethodPointcut deposited = new NameMatchMethodPointcut().addMethodName("deposit");
            return new DefaultPointcutAdvisor(deposited, (MethodInterceptor) invocation ->
                    new Bank.Deposited(2 * ((Bank.Deposited) Objects.requireNonNull(invocation.proceed())).amount()));
        }
    }

    record Add(@NotBlank String word) implements Request<Integer> {}

    /** Its state is a list, its events are strings: neither knows nact. */
    @EventSourcedActor(name = "lists", type = "list")
    static class Lists {

        List<String> empty() {
            return List.of();
        }

        @HandleCommand
        Decision<List<String>, String, Integer> add(
                List<String> list, @Valid Add command, Decisions<?, List<String>, String, Integer> decide) {
            return decide.persist(command.word()).thenReply(List::size);
        }

        @ApplyEvent
        List<String> added(List<String> list, String word) {
            return Stream.concat(list.stream(), Stream.of(word)).toList();
        }
    }
}
