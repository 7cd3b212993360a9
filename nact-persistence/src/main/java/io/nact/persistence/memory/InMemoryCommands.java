package io.nact.persistence.memory;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.CommandLog;
import io.nact.persistence.journal.PersistenceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Commands in maps, under one lock. None is forgotten but with its id. */
final class InMemoryCommands implements CommandLog {

    private final Map<PersistenceId, Map<CommandKey, Long>> processed = new HashMap<>();

    private final Readers readers;

    InMemoryCommands(Readers readers) {
        this.readers = readers;
    }

    @Override
    public CompletionStage<Optional<Long>> find(PersistenceId id, CommandKey command) {
        return readers.get(() -> Optional.ofNullable(numberOf(id, command)));
    }

    @Override
    public CompletionStage<Optional<Map<CommandKey, Long>>> all(PersistenceId id, int atMost) {
        return readers.get(() -> allOf(id, atMost));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr) {
        return readers.now(() -> delete(id, sequenceNr));
    }

    /** Whether the command, if there is one, is known already. Called under the lock of what it leads to. */
    boolean isKnown(PersistenceId id, @Nullable CommandKey command) {
        return command != null && numberOf(id, command) != null;
    }

    /** Adds the command, if there is one. Called under the lock of what it leads to. */
    synchronized void add(PersistenceId id, @Nullable CommandKey command, long sequenceNr) {
        if (command != null) {
            processed.computeIfAbsent(id, key -> new HashMap<>()).put(command, sequenceNr);
        }
    }

    private synchronized @Nullable Long numberOf(PersistenceId id, CommandKey command) {
        return processed.getOrDefault(id, Map.of()).get(command);
    }

    private synchronized Optional<Map<CommandKey, Long>> allOf(PersistenceId id, int atMost) {
        Map<CommandKey, Long> all = processed.getOrDefault(id, Map.of());
        return all.size() > atMost ? Optional.empty() : Optional.of(Map.copyOf(all));
    }

    private synchronized void delete(PersistenceId id, long sequenceNr) {
        Map<CommandKey, Long> ofId = processed.get(id);
        if (ofId != null && ofId.values().removeIf(number -> number <= sequenceNr) && ofId.isEmpty()) {
            processed.remove(id);
        }
    }
}
