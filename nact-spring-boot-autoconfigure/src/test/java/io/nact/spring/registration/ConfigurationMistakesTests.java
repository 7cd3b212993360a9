package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.dispatch.Dispatchers;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityActor;
import io.nact.supervision.Directive;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a user reads who configures actors in a way that cannot work. */
class ConfigurationMistakesTests {

    @Test
    void explainsANameThatNoActorHas() {
        assertThat(report("nact.actors.gretter.mailbox.capacity=5", Greeter.class, Account.class))
                .isEqualTo("""
                        Description:
                        nact.actors.gretter is configured, but no declared actor or entity has that name. There are:
                        	- 'greeter'
                        	- 'bankAccount'
                        Action:
                        Did you mean nact.actors.greeter? Configured here is what the application declares: by @Actor, @EntityActor or @EventSourcedActor, or as a bean of type ActorDefinition or EntityDefinition. Correct the name, or remove the properties.
                        """);
    }

    @Test
    void proposesNoNameIfNoneComesClose() {
        assertThat(report("nact.actors.mailer.mailbox.capacity=5", Greeter.class))
                .contains("There are:\n\t- 'greeter'\n")
                .contains("Action:\nConfigured here is");
        assertThat(report("nact.actors.mailer.mailbox.capacity=5"))
                .contains("no declared actor or entity has that name. There are none.\n");
    }

    @Test
    void explainsANameThatMoreThanOneActorHas() {
        assertThat(report("nact.actors.bank-account.mailbox.capacity=5", Account.class, OtherAccount.class))
                .isEqualTo("""
                        Description:
                        nact.actors.bank-account is configured, but more than one actor has that name if case and dashes are left aside:
                        	- 'bankAccount'
                        	- 'bank-account'
                        Action:
                        Name all but one of them otherwise, as by @Actor("another-name") or by the name of the bean method.
                        """);
    }

    @Test
    void explainsTwoSpellingsThatDiffer() {
        assertThat(StartupFailures.report(ActorContexts.with(Account.class)
                        .withPropertyValues(
                                "nact.actors[bank.account].mailbox.capacity=5",
                                "nact.actors.bankAccount.mailbox.capacity=6")))
                .contains("and under another spelling 'bankAccount' is so once more, differently.")
                .contains("Action:\nConfigure it as nact.actors.bankAccount only.\n");
    }

    @Test
    void explainsThatOneActorIsNotPassivated() {
        assertThat(report("nact.actors.greeter.passivate-after=1m", Greeter.class))
                .isEqualTo("""
                        Description:
                        nact.actors.greeter.passivate-after is set, but 'greeter' is one actor and no kind of entity: nobody passivates it.
                        Action:
                        Remove the property. If there is to be one actor per id, annotate the class with @EntityActor.
                        """);
    }

    @Test
    void explainsADispatcherThatThereIsNot() {
        assertThat(report("nact.dispatchers.blocking.parallelism=4", OnDispatcher.class))
                .isEqualTo("""
                        Description:
                        'onDispatcher' is to take its turns on dispatcher 'blokcing', but there is none of that name. There are:
                        	- 'blocking'
                        	- 'default', the system's own
                        Action:
                        Did you mean 'blocking'? Else: Declare it, as by nact.dispatchers.blokcing.type=pool.
                        """);
        assertThat(report("nact.actors.greeter.dispatcher=slow", Greeter.class))
                .contains("'greeter' is to take its turns on dispatcher 'slow'")
                .endsWith("Action:\nDeclare it, as by nact.dispatchers.slow.type=pool.\n");
    }

    @Test
    void explainsThatTheSystemsDispatcherIsConfiguredElsewhere() {
        assertThat(report("nact.dispatchers.default.parallelism=4")).isEqualTo("""
                        Description:
                        nact.dispatchers.default is configured, but default is the name of the system's own dispatcher.
                        Action:
                        Configure that one by nact.dispatcher, or choose another name.
                        """);
    }

    @Test
    void explainsThatABehavioursDispatcherCannotBeTakenAway() {
        assertThat(report("nact.actors.defined.dispatcher=default", WithDispatcher.class))
                .isEqualTo("""
                        Description:
                        'defined' is to take its turns on the system's own dispatcher, but its behaviour brings another one.
                        Action:
                        Remove .dispatcher(…) from the behaviour, or name one of nact.dispatchers.
                        """);
    }

    @Test
    void explainsSupervisionBesideAnAsynchronousPolicy() {
        assertThat(report("nact.actors.defined.supervision.on-error=RESET", WithAsyncPolicy.class))
                .isEqualTo("""
                        Description:
                        nact.actors.defined.supervision is configured, but the behaviour of 'defined' decides about crashes asynchronously, beside which it has no place.
                        Action:
                        Remove the properties, or let the behaviour decide by onCrash rather than onCrashAsync.
                        """);
    }

    @Test
    void explainsVirtualThreadsOnAnOlderJdk() {
        ApplicationContextRunner runner =
                ActorContexts.with().withPropertyValues("nact.dispatchers.blocking.type=VIRTUAL");
        if (Dispatchers.hasVirtualThreads()) {
            runner.run(context -> assertThat(context).hasNotFailed());
        } else {
            assertThat(StartupFailures.report(runner)).isEqualTo("""
                            Description:
                            Invalid value 'VIRTUAL' for configuration property 'nact.dispatchers.blocking.type' (originating from '"nact.dispatchers.blocking.type" from property source "test"'). Validation failed for the following reason:

                            JDK 17 has no virtual threads. Run the application on JDK 21 or later, or set the property to auto or pool.
                            Action:
                            Review the value of the property with the provided reason.
                            """);
        }
    }

    private static String report(String property, Class<?>... classes) {
        return StartupFailures.report(ActorContexts.with(classes).withPropertyValues(property));
    }

    record Greet() {}

    @Actor("greeter")
    static class Greeter {

        @Receive
        void greet(Greet message) {}
    }

    @EntityActor("bankAccount")
    static class Account extends Greeter {}

    @EntityActor("bank-account")
    static class OtherAccount extends Greeter {}

    @Actor(name = "onDispatcher", dispatcher = "blokcing")
    static class OnDispatcher extends Greeter {}

    @Configuration(proxyBeanMethods = false)
    static class WithDispatcher {

        @Bean
        ActorDefinition<Greet> defined() {
            return ActorDefinition.of(Behaviors.stateless(Greet.class, (message, context) -> {})
                    .dispatcher(Dispatchers.workStealing("own")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithAsyncPolicy {

        @Bean
        ActorDefinition<Greet> defined() {
            return ActorDefinition.of(Behaviors.stateless(Greet.class, (message, context) -> {})
                    .onCrashAsync(crash -> CompletableFuture.completedFuture(Directive.STOP)));
        }
    }
}
