package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Receive;
import io.nact.Request;
import io.nact.persistence.EventType;
import io.nact.spring.ApplyEvent;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.EventSourcedActor;
import io.nact.spring.HandleCommand;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.persistence.Bank.Accounts;
import io.nact.spring.registration.StartupFailures;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Scope;

/** What a user reads whose event-sourced class cannot be as it is. */
class EventSourcedMistakesTests {

    @Test
    void explainsACommandWithoutAHandler() {
        assertThat(report(NoWithdraw.class)).isEqualTo("""
                        Description:
                        io.nact.spring.persistence.EventSourcedMistakesTests$NoWithdraw has no handler for the command io.nact.spring.persistence.EventSourcedMistakesTests$Withdraw.
                        Action:
                        Add a method with @HandleCommand that takes the state and the command.
                        """);
    }

    @Test
    void explainsAnEventWithoutAHandler() {
        assertThat(report(NoWithdrawn.class)).isEqualTo("""
                        Description:
                        io.nact.spring.persistence.EventSourcedMistakesTests$NoWithdrawn has no handler for the event io.nact.spring.persistence.EventSourcedMistakesTests$Withdrawn.
                        Action:
                        Add a method with @ApplyEvent that takes the state and the event.
                        """);
    }

    @Test
    void explainsAnEventWithoutAnAlias() {
        assertThat(report(Unnamed.class)).isEqualTo("""
                        Description:
                        io.nact.spring.persistence.EventSourcedMistakesTests$Unnamed stores io.nact.spring.persistence.EventSourcedMistakesTests$Nameless, which has no alias under which it could be found again.
                        Action:
                        Annotate it with @EventType("…"), with a name that will never change. What belongs to a library is given one by an EventTypesCustomizer.
                        """);
    }

    @Test
    void explainsAStateOfSnapshotsWithoutAnAlias() {
        assertThat(report(UnnamedState.class))
                .contains("EventSourcedMistakesTests$UnnamedState stores java.lang.Integer, which has no alias");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(NoEmpty.class, "does not say with which state its entities begin", "MyState empty()"),
                Arguments.of(NoCommands.class, "has no handler for any command", "@HandleCommand"),
                Arguments.of(NoEvents.class, "has no handler for any event", "@ApplyEvent"),
                Arguments.of(PrivateHandler.class, "PrivateHandler.deposit is private", "Remove \"private\""),
                Arguments.of(
                        NoState.class,
                        "does not take the state, which is of type Integer",
                        "Take Integer, then the command"),
                Arguments.of(Waiting.class, "returns CompletableFuture: a decision cannot wait", "pipeToSelf"),
                Arguments.of(
                        WrongReply.class,
                        "cannot answer Ask, a Request<java.lang.String>",
                        "Return String, or a Decision"),
                Arguments.of(NoNextState.class, "returns void, and not the state after the event", "Return Integer"),
                Arguments.of(TwoHandlers.class, "has two handlers for", "Make one of them"),
                Arguments.of(
                        Strangers.class, "has no single type of commands", "@EventSourcedActor(protocol = X.class)"),
                Arguments.of(Outside.class, "as its protocol, but", "Let it be one"),
                Arguments.of(WrongType.class, "not 'a b'", "Correct its @EventSourcedActor"),
                Arguments.of(Extra.class, "takes String, which nobody could give it", "belongs into the constructor"),
                Arguments.of(WithReceive.class, "is annotated with @Receive, which has no meaning", "@HandleCommand"),
                Arguments.of(Scoped.class, "has the scope 'prototype'", "one bean serves all entities"),
                Arguments.of(TakesId.class, "takes an @EntityId, but one bean serves all ids", "empty(String id)"),
                Arguments.of(Both.class, "annotated with both @EntityActor and @EventSourcedActor", "Keep @Actor"),
                Arguments.of(NoActor.class, "but the bean is no actor", "@EventSourcedActor"),
                Arguments.of(OtherActor.class, "@HandleCommand, which has no meaning in an @EntityActor", "@Receive"),
                Arguments.of(WantsClass.class, "which is the class behind actor 'accounts'", "Inject Entities<"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void explainsAMistake(Class<?> mistaken, String description, String action) {
        assertThat(report(mistaken)).contains(description).contains(action);
    }

    @Test
    void explainsTwoClassesThatStoreUnderOneName() {
        assertThat(report(Counter.class, OtherCounter.class)).contains("are both stored as 'counter'");
    }

    @Test
    void explainsAHandlerThatAProxyCannotOverride() {
        assertThat(report(Final.class, EventSourcedActorTests.Doubling.class))
                .contains("is proxied", "but the proxy cannot override its handler deposit");
    }

    @Test
    void explainsThatTheModuleIsMissing() {
        assertThat(StartupFailures.report(PersistentContexts.with(Counter.class)
                        .withClassLoader(new FilteredClassLoader("io.nact.persistence"))))
                .contains("but nact-persistence is not on the class path", "Add io.nact:nact-persistence-jdbc");
    }

    @Test
    void explainsThatNobodyPersists() {
        assertThat(StartupFailures.report(new ApplicationContextRunner()
                        .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class))
                        .withUserConfiguration(Counter.class)))
                .contains("there is no bean of type Persistence", "NactPersistenceAutoConfiguration");
    }

    private static String report(Class<?>... classes) {
        ApplicationContextRunner runner = PersistentContexts.with(classes);
        return StartupFailures.report(
                classes[0] == WantsClass.class ? runner.withUserConfiguration(Accounts.class) : runner);
    }

    sealed interface Command {}

    record Deposit(int amount) implements Command {}

    record Withdraw(int amount) implements Command {}

    record Ask() implements Request<String> {}

    sealed interface Event {}

    @EventType("deposited")
    record Deposited(int amount) implements Event {}

    @EventType("withdrawn")
    record Withdrawn(int amount) implements Event {}

    record Nameless() {}

    /** What is right in all of them. */
    abstract static class Right {

        Integer empty() {
            return 0;
        }

        @ApplyEvent
        Integer deposited(Integer sum, Deposited event) {
            return sum + event.amount();
        }
    }

    @EventSourcedActor(type = "counter")
    static class Counter extends Right {

        @HandleCommand
        Deposited deposit(Integer sum, Deposit command) {
            return new Deposited(command.amount());
        }
    }

    @EventSourcedActor(type = "counter")
    static class OtherCounter extends Counter {}

    @EventSourcedActor(type = "x", protocol = Command.class)
    static class NoWithdraw extends Counter {}

    @EventSourcedActor(type = "x", events = Event.class)
    static class NoWithdrawn extends Counter {}

    @EventSourcedActor(type = "x")
    static class Unnamed {

        Integer empty() {
            return 0;
        }

        @HandleCommand
        Nameless deposit(Integer sum, Deposit command) {
            return new Nameless();
        }

        @ApplyEvent
        Integer deposited(Integer sum, Nameless event) {
            return sum;
        }
    }

    @EventSourcedActor(type = "x", snapshotEvery = 2)
    static class UnnamedState extends Counter {}

    @EventSourcedActor(type = "x")
    static class NoEmpty {

        @HandleCommand
        Deposited deposit(Integer sum, Deposit command) {
            return new Deposited(command.amount());
        }
    }

    @EventSourcedActor(type = "x")
    static class NoCommands extends Right {}

    @EventSourcedActor(type = "x")
    static class NoEvents {

        Integer empty() {
            return 0;
        }

        @HandleCommand
        void deposit(Integer sum, Deposit command) {}
    }

    @EventSourcedActor(type = "x")
    static class PrivateHandler extends Right {

        @HandleCommand
        @SuppressWarnings("unused")
        private void deposit(Integer sum, Deposit command) {}
    }

    @EventSourcedActor(type = "x")
    static class NoState extends Right {

        @HandleCommand
        void deposit(Deposit command) {}
    }

    @EventSourcedActor(type = "x")
    static class Waiting extends Right {

        @HandleCommand
        CompletableFuture<Deposited> deposit(Integer sum, Deposit command) {
            return CompletableFuture.completedFuture(new Deposited(1));
        }
    }

    @EventSourcedActor(type = "x")
    static class WrongReply extends Right {

        @HandleCommand
        Deposited ask(Integer sum, Ask command) {
            return new Deposited(1);
        }
    }

    @EventSourcedActor(type = "x")
    static class NoNextState {

        Integer empty() {
            return 0;
        }

        @HandleCommand
        Deposited deposit(Integer sum, Deposit command) {
            return new Deposited(command.amount());
        }

        @ApplyEvent
        void deposited(Integer sum, Deposited event) {}
    }

    @EventSourcedActor(type = "x")
    static class TwoHandlers extends Counter {

        @HandleCommand
        void another(Integer sum, Deposit command) {}
    }

    @EventSourcedActor(type = "x")
    static class Final extends Counter {

        @Override
        @HandleCommand
        final Deposited deposit(Integer sum, Deposit command) {
            return super.deposit(sum, command);
        }
    }

    @EventSourcedActor(type = "x")
    static class Strangers extends Counter {

        @HandleCommand
        String ask(Integer sum, Ask command) {
            return "";
        }
    }

    @EventSourcedActor(type = "x", protocol = Ask.class)
    static class Outside extends Counter {}

    @EventSourcedActor(type = "a b")
    static class WrongType extends Counter {}

    @EventSourcedActor(type = "x")
    static class Extra extends Right {

        @HandleCommand
        void deposit(Integer sum, Deposit command, String what) {}
    }

    @EventSourcedActor(type = "x")
    static class WithReceive extends Counter {

        @Receive
        void receive(Deposit command) {}
    }

    @Scope("prototype")
    @EventSourcedActor(type = "x")
    static class Scoped extends Counter {}

    @EventSourcedActor(type = "x")
    static class TakesId extends Counter {

        TakesId(@EntityId String id) {}
    }

    @EntityActor
    @EventSourcedActor(type = "x")
    static class Both extends Counter {}

    static class NoActor extends Counter {}

    @EntityActor
    static class OtherActor {

        @Receive
        void receive(Deposit command) {}

        @HandleCommand
        void deposit(Integer sum, Deposit command) {}
    }

    static class WantsClass {

        WantsClass(Accounts accounts) {}
    }
}
