package io.nact.persistence.memory;

import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Snapshot;
import io.nact.persistence.journal.SnapshotStore;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Snapshots in sorted maps, under one lock. */
final class InMemorySnapshots implements SnapshotStore {

    private final Map<PersistenceId, NavigableMap<Long, Snapshot>> snapshots = new HashMap<>();

    private final Readers readers;

    InMemorySnapshots(Readers readers) {
        this.readers = readers;
    }

    @Override
    public CompletionStage<Long> save(Snapshot snapshot, int keep) {
        return readers.get(() -> store(snapshot, keep));
    }

    @Override
    public CompletionStage<Optional<Snapshot>> load(PersistenceId id, long maxSequenceNr) {
        return readers.get(() -> newest(id, maxSequenceNr));
    }

    @Override
    public CompletionStage<Void> deleteAll(PersistenceId id) {
        return readers.now(() -> remove(id));
    }

    private synchronized long store(Snapshot snapshot, int keep) {
        NavigableMap<Long, Snapshot> kept = snapshots.computeIfAbsent(snapshot.id(), id -> new TreeMap<>());
        kept.put(snapshot.sequenceNr(), snapshot);
        while (kept.size() > Math.max(1, keep)) {
            kept.pollFirstEntry();
        }
        return kept.firstKey();
    }

    private synchronized Optional<Snapshot> newest(PersistenceId id, long maxSequenceNr) {
        NavigableMap<Long, Snapshot> kept = snapshots.getOrDefault(id, new TreeMap<>());
        return Optional.ofNullable(kept.floorEntry(maxSequenceNr)).map(Map.Entry::getValue);
    }

    private synchronized void remove(PersistenceId id) {
        snapshots.remove(id);
    }
}
