package io.nact.testkit.persistence;

import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;

/** A storage in memory that has done everything when its methods return. */
final class PatientStorage implements Storage {

    private final Storage storage = new InMemoryStorage();

    private final Journal journal = new PatientJournal(storage.journal());

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public SnapshotStore snapshots() {
        return storage.snapshots();
    }

    @Override
    public DurableStateStore states() {
        return storage.states();
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
    public CommandLog commands() {
        return storage.commands();
    }

    @Override
    public void close() {
        storage.close();
    }
}
