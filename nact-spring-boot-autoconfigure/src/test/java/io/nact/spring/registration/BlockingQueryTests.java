package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nact.ActorRef;
import io.nact.Entities;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.EntityActor;
import io.nact.spring.EntityId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * A query that blocks in a handler starves nobody: more actors than there are threads wait for a row that another
 * connection has locked, and a thousand messages to another actor are handled meanwhile.
 */
class BlockingQueryTests {

    private static final int ACTORS = 8;

    private final JdbcDataSource database = new JdbcDataSource();

    private final ApplicationContextRunner runner = ActorContexts.with(Account.class, Counter.class)
            .withBean(DataSource.class, () -> database)
            .withPropertyValues("nact.ask-timeout=1m");

    BlockingQueryTests() {
        database.setUrl("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000"
                .formatted(getClass().getName()));
    }

    @Test
    void onThePoolOfTheSystem() {
        assertThatStarvesNobody("nact.dispatcher.parallelism=2");
    }

    @Test
    void onANamedDispatcher() {
        assertThatStarvesNobody(
                "nact.dispatcher.parallelism=2",
                "nact.dispatchers.blocking.parallelism=2",
                "nact.actors.account.dispatcher=blocking");
    }

    @Test
    void onANamedDispatcherThatTheOtherActorShares() {
        assertThatStarvesNobody(
                "nact.dispatchers.blocking.parallelism=2",
                "nact.actors.account.dispatcher=blocking",
                "nact.actors.counter.dispatcher=blocking");
    }

    @Test
    void onVirtualThreadsWhereThereAreSuch() {
        assertThatStarvesNobody("nact.dispatcher.parallelism=2", "spring.threads.virtual.enabled=true");
    }

    private void assertThatStarvesNobody(String... properties) {
        runner.withPropertyValues(properties).run(context -> {
            try (Connection other = database.getConnection();
                    Statement sql = other.createStatement()) {
                sql.execute("create table if not exists account (id int primary key, balance int)");
                sql.execute("merge into account values (1, 100)");
                other.setAutoCommit(false);
                sql.execute("select * from account where id = 1 for update");

                Entities<Balance> accounts = ActorContexts.entities(context, "account");
                List<CompletableFuture<Integer>> balances = IntStream.range(0, ACTORS)
                        .mapToObj(id -> accounts.get("" + id).ask(new Balance()))
                        .toList();
                await().untilAsserted(() -> assertThat(waitingForTheRow()).isEqualTo(ACTORS));

                ActorRef<Count> counter = ActorContexts.ref(context, "counter");
                IntStream.range(1, 1000).forEach(i -> counter.tell(new Count()));
                assertThat(counter.ask(new Count()))
                        .succeedsWithin(Duration.ofSeconds(10))
                        .isEqualTo(1000);

                assertThat(waitingForTheRow()).isEqualTo(ACTORS);
                assertThat(balances).noneMatch(CompletableFuture::isDone);
                other.rollback();
                assertThat(balances)
                        .allSatisfy(balance -> assertThat(balance)
                                .succeedsWithin(Duration.ofSeconds(10))
                                .isEqualTo(100));
            }
        });
    }

    private int waitingForTheRow() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            return number(
                    sql.executeQuery("select count(*) from information_schema.sessions where blocker_id is not null"));
        }
    }

    private static int number(ResultSet result) throws SQLException {
        result.next();
        return result.getInt(1);
    }

    record Balance() implements Request<Integer> {}

    record Count() implements Request<Integer> {}

    @EntityActor("account")
    static class Account {

        private final DataSource database;

        Account(@EntityId String id, DataSource database) {
            this.database = database;
        }

        @Receive
        int balance(Balance message) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement sql =
                            connection.prepareStatement("select balance from account where id = 1 for update")) {
                return number(sql.executeQuery());
            }
        }
    }

    @Actor("counter")
    static class Counter {

        private int handled;

        @Receive
        int count(Count message) {
            return ++handled;
        }
    }
}
