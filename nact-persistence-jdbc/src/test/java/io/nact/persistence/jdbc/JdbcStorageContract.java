package io.nact.persistence.jdbc;

import io.nact.persistence.journal.ProjectionTransaction;
import io.nact.persistence.journal.Storage;
import io.nact.testkit.persistence.CommandLogContract;
import io.nact.testkit.persistence.DurableStateContract;
import io.nact.testkit.persistence.EventFeedContract;
import io.nact.testkit.persistence.JournalContract;
import io.nact.testkit.persistence.ProjectionStoreContract;
import io.nact.testkit.persistence.SnapshotStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a storage must do on each database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class JdbcStorageContract {

    private TestDatabase database;

    /** A database with the tables in it. */
    abstract TestDatabase start() throws Exception;

    @BeforeAll
    void startDatabase() throws Exception {
        database = start();
    }

    @AfterAll
    void stopDatabase() throws Exception {
        database.close();
    }

    final TestDatabase database() {
        return database;
    }

    private Storage open() {
        return JdbcStorage.open(database.dataSource());
    }

    @Nested
    class Events extends JournalContract {

        @Override
        protected Storage create() {
            return open();
        }
    }

    @Nested
    class Snapshots extends SnapshotStoreContract {

        @Override
        protected Storage create() {
            return open();
        }
    }

    @Nested
    class States extends DurableStateContract {

        @Override
        protected Storage create() {
            return open();
        }
    }

    @Nested
    class Commands extends CommandLogContract {

        @Override
        protected Storage create() {
            return open();
        }
    }

    @Nested
    class AllEvents extends EventFeedContract {

        @Override
        protected Storage create() {
            return open();
        }
    }

    @Nested
    class Projections extends ProjectionStoreContract {

        private final SumTable sums = new SumTable(database);

        @Override
        protected Storage create() {
            return open();
        }

        @Override
        protected Storage another(Storage first) {
            return open();
        }

        @Override
        protected void add(ProjectionTransaction transaction, String key, long amount) throws SQLException {
            sums.add(transaction.resource(Connection.class), key, amount);
        }

        @Override
        protected long sum(String key) throws SQLException {
            return sums.sum(key);
        }
    }

    @Test
    void aPollerMissesNoneOfEightWriters() throws Exception {
        new Ordering(database).run();
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingAppliedTwiceWhateverFails() throws Exception {
        try (ShakenStorages storages = ShakenStorages.of(database, Duration.ofSeconds(30))) {
            new Chaos(storages).run();
        }
    }

    @Test
    void actorsSayOnlyWhatTheyWillRememberWhateverFails() throws Exception {
        try (ShakenStorages storages = ShakenStorages.of(database, Duration.ofSeconds(30))) {
            new ActorChaos(storages).run();
        }
    }
}
