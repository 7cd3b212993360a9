package io.nact.persistence.memory;

import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.journal.SnapshotStore;
import io.nact.persistence.journal.Storage;

/**
 * A storage that forgets everything with the JVM. It keeps what it promises otherwise: several systems in one JVM that share
 * one see one another's events, and fence one another off.
 *
 * <p>Stages are complete when the method returns, but for replays, which have a thread of their own. No processed command is
 * forgotten but with its id.
 */
public final class InMemoryStorage implements Storage {

    private final Readers readers = new Readers();

    private final InMemoryCommands commands = new InMemoryCommands(readers);

    private final InMemoryFeed feed = new InMemoryFeed(readers);

    private final InMemoryJournal journal = new InMemoryJournal(readers, commands, feed);

    private final InMemorySnapshots snapshots = new InMemorySnapshots(readers);

    private final InMemoryStates states = new InMemoryStates(readers, commands);

    private final InMemoryProjections projections = new InMemoryProjections(readers);

    /** An empty one. */
    public InMemoryStorage() {}

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public SnapshotStore snapshots() {
        return snapshots;
    }

    @Override
    public DurableStateStore states() {
        return states;
    }

    @Override
    public CommandLog commands() {
        return commands;
    }

    @Override
    public EventFeed feed() {
        return feed;
    }

    /** What their handlers write through an {@link InMemoryTransaction} is done when a transaction commits. */
    @Override
    public ProjectionStore projections() {
        return projections;
    }

    @Override
    public void close() {
        readers.close();
    }
}
