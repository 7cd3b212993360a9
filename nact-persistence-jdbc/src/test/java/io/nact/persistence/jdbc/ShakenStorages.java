package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Three storages of the same events: two that break all the time, and a calm one. None of them takes an event whose type is
 * {@code poison}.
 *
 * @param lostAnswers how many commits have been done of which nobody was told
 */
record ShakenStorages(Storage one, Storage other, Storage calm, IntSupplier lostAnswers, Undo undo)
        implements AutoCloseable {

    static final String POISON = "poison";

    private static final long SEED = 20261123;

    private static final double ON_BORROW = 0.03;

    private static final double BEFORE_COMMIT = 0.08;

    private static final double AFTER_COMMIT = 0.08;

    /** Leaves the tables as they were. */
    @FunctionalInterface
    interface Undo {

        void run() throws SQLException;
    }

    /** Of a database, whose connections break. */
    static ShakenStorages of(TestDatabase database, Duration writeTimeout) throws SQLException {
        database.execute("ALTER TABLE nact_event ADD CONSTRAINT nact_poison CHECK (event_type <> 'poison')");
        ChaosDataSource chaos =
                new ChaosDataSource(database.dataSource(), SEED, ON_BORROW, BEFORE_COMMIT, AFTER_COMMIT);
        JdbcStorageOptions options =
                JdbcStorageOptions.defaults().withWriteTimeout(writeTimeout).withMaxBatchEvents(10);
        ShakenStorages storages = new ShakenStorages(
                JdbcStorage.open(chaos.proxy(), options),
                JdbcStorage.open(chaos.proxy(), options),
                JdbcStorage.open(database.dataSource(), options),
                chaos::lostAnswers,
                () -> database.execute("ALTER TABLE nact_event DROP CONSTRAINT nact_poison"));
        chaos.begin();
        return storages;
    }

    /** In memory, where it is the journal that breaks: it has no connections. */
    static ShakenStorages inMemory() {
        InMemoryStorage memory = new InMemoryStorage();
        ChaosJournal journal = new ChaosJournal(memory.journal(), SEED, BEFORE_COMMIT, AFTER_COMMIT);
        Storage shaken = new WithJournal(memory, journal);
        return new ShakenStorages(shaken, shaken, memory, journal::lostAnswers, () -> {});
    }

    @Override
    public void close() throws SQLException {
        one.close();
        other.close();
        calm.close();
        undo.run();
    }

    private record WithJournal(Storage storage, Journal journal) implements Storage {

        @Override
        public SnapshotStore snapshots() {
            return storage.snapshots();
        }

        @Override
        public DurableStateStore states() {
            return storage.states();
        }

        @Override
        public CommandLog commands() {
            return storage.commands();
        }

        @Override
        public EventFeed feed() {
            return storage.feed();
        }

        @Override
        public ProjectionStore projections() {
            return storage.projections();
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
