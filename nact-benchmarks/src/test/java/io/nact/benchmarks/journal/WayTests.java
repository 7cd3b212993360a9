package io.nact.benchmarks.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WayTests {

    private static final Way NACT = new Way("nact", 3, (db, accounts) -> new NactAccounts(db.pool(), accounts));

    private Database database;

    @BeforeAll
    void start() throws Exception {
        database = Database.start();
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    static List<Way> ways() {
        return Way.all();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachWayKeepsWhatItHasSaidToBeSafe(Way way) throws SQLException {
        Way few = new Way(way.name(), 5, way.opening());

        assertThat(Rates.measure(database, few, Duration.ofMillis(50)).rate()).isPositive();
    }

    @Test
    void aDepositThatIsGoneIsNoticed() throws SQLException {
        database.clear();
        try (Accounts accounts = NACT.opening().open(database, 3)) {
            Deposits deposits = new Deposits(accounts, 3);
            deposits.rate(Duration.ofMillis(20));
            deposits.audit(database.pool());

            database.execute("DELETE FROM nact_event WHERE persistence_id = 'account|account-1' AND sequence_nr = 1");

            assertThatIllegalStateException()
                    .isThrownBy(() -> deposits.audit(database.pool()))
                    .withMessageContaining("such as of [account-1=");
        }
    }

    @Test
    void aBalanceThatIsWrongIsNoticed() throws SQLException {
        database.clear();
        try (Accounts accounts = NACT.opening().open(database, 1)) {
            accounts.deposit(0).toCompletableFuture().join();

            assertThatThrownBy(() -> new Deposits(accounts, 1).rate(Duration.ZERO))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("account-0 has 2 after 1 deposits");
        }
    }
}
