package io.nact.spring.autoconfigure.persistence;

import io.nact.ActorSystem;
import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A storage that says, when it is closed, whether the actors still run. */
final class Witness implements Storage {

    private final InMemoryStorage storage = new InMemoryStorage();

    private final List<String> ends;

    @Nullable
    ActorSystem system;

    Witness(List<String> ends) {
        this.ends = ends;
    }

    @Override
    public Journal journal() {
        return storage.journal();
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
        ends.add("storage closed, actors running: " + (system != null && system.isRunning()));
        storage.close();
    }
}
