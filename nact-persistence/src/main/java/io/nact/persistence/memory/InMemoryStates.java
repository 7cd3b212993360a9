package io.nact.persistence.memory;

import io.nact.persistence.journal.DurableStateStore;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StateChange;
import io.nact.persistence.journal.StoredState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** States in a map, under one lock. */
final class InMemoryStates implements DurableStateStore {

    private final Map<PersistenceId, StoredState> states = new HashMap<>();

    private final Readers readers;

    private final InMemoryCommands commands;

    InMemoryStates(Readers readers, InMemoryCommands commands) {
        this.readers = readers;
        this.commands = commands;
    }

    @Override
    public CompletionStage<Void> save(StateChange change) {
        return readers.now(() -> store(change));
    }

    @Override
    public CompletionStage<Optional<StoredState>> load(PersistenceId id) {
        return readers.get(() -> find(id));
    }

    private synchronized void store(StateChange change) {
        StoredState before = states.get(change.id());
        if (before != null
                && before.revision() == change.revision()
                && before.writer().equals(change.writer())) {
            return;
        }
        if (change.revision() != (before == null ? 1 : before.revision() + 1)
                || commands.isKnown(change.id(), change.command())) {
            throw new SequenceConflictException(change.id(), change.revision());
        }
        states.put(
                change.id(),
                new StoredState(
                        change.id(),
                        change.revision(),
                        change.deleted() ? null : change.state(),
                        change.metadata(),
                        change.writer(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        commands.add(change.id(), change.command(), change.revision());
    }

    private synchronized Optional<StoredState> find(PersistenceId id) {
        return Optional.ofNullable(states.get(id));
    }
}
