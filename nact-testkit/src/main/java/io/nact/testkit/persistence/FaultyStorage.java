package io.nact.testkit.persistence;

import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;

/**
 * A storage that fails to order, for tests of what an actor does then. Everything that is not told to fail is done by the
 * storage behind it.
 */
public final class FaultyStorage implements Storage {

    private final Storage storage;

    private final FaultyJournal journal;

    private final FaultySnapshotStore snapshots;

    private final FaultyDurableStateStore states;

    private final FaultyCommandLog commands;

    private FaultyStorage(Storage storage) {
        this.storage = storage;
        this.journal = new FaultyJournal(storage.journal());
        this.snapshots = new FaultySnapshotStore(storage.snapshots());
        this.states = new FaultyDurableStateStore(storage.states());
        this.commands = new FaultyCommandLog(storage.commands());
    }

    /** A storage in memory. */
    public static FaultyStorage inMemory() {
        return around(new InMemoryStorage());
    }

    /** This storage; closing the one closes the other. */
    public static FaultyStorage around(Storage storage) {
        return new FaultyStorage(storage);
    }

    @Override
    public FaultyJournal journal() {
        return journal;
    }

    @Override
    public FaultySnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public FaultyDurableStateStore states() {
        return states;
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
    public FaultyCommandLog commands() {
        return commands;
    }

    @Override
    public void close() {
        storage.close();
    }
}
