package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorContext;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import io.nact.spring.Every;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@code @Transactional} on a handler, and on the class: the transaction is the handler's call, within the turn. */
class TransactionalTests {

    private final ApplicationContextRunner application = Applications.with(Table.class)
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class));

    @Test
    void commitsWhatAHandlerWroteBeforeItsAskerLearns() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            List<String> events = context.getBean(Table.class).events;
            ledger.ask(new Book("one", false))
                    .thenAccept(reply -> events.add("replied"))
                    .join();
            assertThat(events).containsExactly("committed", "replied");
            assertThat(context.getBean(Table.class).rows()).containsExactly("one");
        });
    }

    @Test
    void repliesByTheContextAlsoAfterTheCommit() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            List<String> events = context.getBean(Table.class).events;
            ledger.ask(new BookAndReply("one"))
                    .thenAccept(reply -> events.add("replied"))
                    .join();
            assertThat(events).containsExactly("committed", "replied");
        });
    }

    @Test
    void rollsBackWhatAHandlerWroteThatThrewAndTellsItsAsker() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            assertThat(Applications.failure(ledger.ask(new Book("one", true)))).isExactlyInstanceOf(Overdrawn.class);
            assertThatThrownBy(() -> ledger.call(new Book("two", true))).isExactlyInstanceOf(Overdrawn.class);
            assertThat(context.getBean(Table.class).rows()).isEmpty();
            ledger.call(new Book("three", false));
            assertThat(context.getBean(Table.class).rows()).containsExactly("three");
        });
    }

    @Test
    void tellsTheAskerOfACommitThatFailed() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            assertThat(Applications.failure(ledger.ask(new BookInVain("one")))).isExactlyInstanceOf(Overdrawn.class);
            assertThat(context.getBean(Table.class).rows()).isEmpty();
        });
    }

    @Test
    void keepsTheReplyThatWasGivenBeforeTheCommitFailed() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            assertThat(ledger.ask(new BookInVainAndReply("one")).join()).isEqualTo("booked");
            assertThat(context.getBean(Table.class).rows()).isEmpty();
        });
    }

    @Test
    void heedsTheAnnotationOnTheClassOfAnEntity() {
        application.withUserConfiguration(Account.class).run(context -> {
            ActorRef<Book> account =
                    Applications.<Book>entities(context, "account").get("42");
            assertThat(Applications.failure(account.ask(new Book("one", true)))).isExactlyInstanceOf(Overdrawn.class);
            assertThat(context.getBean(Table.class).rows()).isEmpty();
            account.ask(new Book("two", false)).join();
            assertThat(context.getBean(Table.class).rows()).containsExactly("42 two");
        });
    }

    @Test
    void leavesNoTransactionToTheNextMessage() {
        application.withUserConfiguration(Ledger.class).run(context -> {
            ActorRef<LedgerMessage> ledger = Applications.ref(context, "ledger");
            for (int i = 0; i < 100; i++) {
                ledger.tell(new Book("row " + i, i % 2 == 0));
                assertThat(ledger.ask(new IsInTransaction()).join()).isFalse();
            }
            assertThat(context.getBean(Table.class).rows()).hasSize(50);
        });
    }

    @Test
    void refusesAHandlerWhoseStageWouldOutliveTheTransaction() {
        application
                .withUserConfiguration(Outliving.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessage(
                                "Handler book of actor 'outliving' (%s) is @Transactional and returns CompletableFuture: the transaction would end before what the stage waits for. Return the value itself, or remove @Transactional and have a transactional bean do what belongs together."
                                        .formatted(Outliving.class.getName())));
    }

    @Test
    void refusesAScheduledMethodWhoseStageWouldOutliveTheTransaction() {
        application
                .withUserConfiguration(OutlivingSchedule.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageStartingWith("Handler close of actor 'outlivingSchedule' (%s) is @Transactional"
                                .formatted(OutlivingSchedule.class.getName())));
    }

    sealed interface LedgerMessage {}

    record Book(String what, boolean fails) implements LedgerMessage, Request<Void> {}

    record BookAndReply(String what) implements LedgerMessage, Request<String> {}

    record BookInVain(String what) implements LedgerMessage, Request<Void> {}

    record BookInVainAndReply(String what) implements LedgerMessage, Request<String> {}

    record IsInTransaction() implements LedgerMessage, Request<Boolean> {}

    static class Overdrawn extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    static class Table {

        final List<String> events = new CopyOnWriteArrayList<>();

        private final JdbcTemplate jdbc;

        Table(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
            jdbc.execute("create table entry (what varchar(100))");
        }

        void insert(String what) {
            jdbc.update("insert into entry values (?)", what);
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                TransactionSynchronizationManager.registerSynchronization(new Recording());
            }
        }

        List<String> rows() {
            return jdbc.queryForList("select what from entry", String.class);
        }

        private class Recording implements TransactionSynchronization {

            @Override
            public void afterCommit() {
                events.add("committed");
            }
        }
    }

    @Actor("ledger")
    static class Ledger {

        private final Table table;

        Ledger(Table table) {
            this.table = table;
        }

        @Transactional
        @Receive
        void book(Book message) {
            table.insert(message.what());
            if (message.fails()) {
                throw new Overdrawn();
            }
        }

        @Transactional
        @Receive
        void book(BookAndReply message, ActorContext<LedgerMessage> context) {
            context.replyTo(message).reply("booked");
            table.insert(message.what());
        }

        @Transactional
        @Receive
        void book(BookInVainAndReply message, ActorContext<LedgerMessage> context) {
            context.replyTo(message).reply("booked");
            insertInVain(message.what());
        }

        @Transactional
        @Receive
        void book(BookInVain message) {
            insertInVain(message.what());
        }

        private void insertInVain(String what) {
            table.insert(what);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    throw new Overdrawn();
                }
            });
        }

        @Receive
        boolean ask(IsInTransaction message) {
            return TransactionSynchronizationManager.isActualTransactionActive()
                    || TransactionSynchronizationManager.isSynchronizationActive();
        }
    }

    @Transactional
    @EntityActor("account")
    static class Account {

        private final String id;

        private final Table table;

        Account(@EntityId String id, BeanFactory beans) {
            this.id = id;
            this.table = beans.getBean(Table.class);
        }

        @Receive
        void book(Book message) {
            table.insert(id + " " + message.what());
            if (message.fails()) {
                throw new Overdrawn();
            }
        }
    }

    @Actor("outliving")
    static class Outliving {

        @Transactional
        @Receive
        CompletableFuture<Void> book(Book message) {
            return CompletableFuture.completedFuture(null);
        }
    }

    @Actor("outlivingSchedule")
    static class OutlivingSchedule {

        @Receive
        void on(String message) {}

        @Transactional
        @Every("1h")
        CompletableFuture<Void> close() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
