package io.nact.persistence.memory;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StoredEvent;
import io.nact.persistence.journal.StreamRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Events in sorted maps, under one lock. */
final class InMemoryJournal implements Journal {

    private final Map<PersistenceId, NavigableMap<Long, StoredEvent>> streams = new HashMap<>();

    private final Readers readers;

    private final InMemoryCommands commands;

    private final InMemoryFeed feed;

    private long position;

    InMemoryJournal(Readers readers, InMemoryCommands commands, InMemoryFeed feed) {
        this.readers = readers;
        this.commands = commands;
        this.feed = feed;
    }

    @Override
    public CompletionStage<Void> append(EventBatch batch) {
        return readers.now(() -> {
            store(batch);
            feed.tell();
        });
    }

    @Override
    public CompletionStage<StreamRange> range(PersistenceId id, long after) {
        return readers.get(() -> rangeOf(id, after));
    }

    @Override
    public CompletionStage<Void> replay(PersistenceId id, long from, long to, Consumer<? super StoredEvent> each) {
        return readers.later(() -> copy(id, from, to).forEach(each));
    }

    @Override
    public CompletionStage<Void> deleteUpTo(PersistenceId id, long sequenceNr, long position) {
        return readers.now(() -> delete(id, sequenceNr, position));
    }

    private synchronized void store(EventBatch batch) {
        NavigableMap<Long, StoredEvent> stream = streams.computeIfAbsent(batch.id(), id -> new TreeMap<>());
        if (isStored(batch, stream)) {
            return;
        }
        long last = stream.isEmpty() ? 0 : stream.lastKey();
        if (batch.firstSequenceNr() != last + 1 || commands.isKnown(batch.id(), batch.command())) {
            throw new SequenceConflictException(batch.id(), batch.firstSequenceNr());
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<StoredEvent> stored = new ArrayList<>(batch.events().size());
        for (EncodedEvent event : batch.events()) {
            stored.add(stored(batch, event, batch.firstSequenceNr() + stored.size(), now));
        }
        stored.forEach(event -> stream.put(event.sequenceNr(), event));
        feed.add(stored);
        commands.add(batch.id(), batch.command(), batch.lastSequenceNr());
    }

    private static boolean isStored(EventBatch batch, NavigableMap<Long, StoredEvent> stream) {
        NavigableMap<Long, StoredEvent> taken =
                stream.subMap(batch.firstSequenceNr(), true, batch.lastSequenceNr(), true);
        return taken.size() == batch.events().size()
                && taken.values().stream().allMatch(event -> event.writer().equals(batch.writer()));
    }

    private StoredEvent stored(EventBatch batch, EncodedEvent event, long sequenceNr, Instant now) {
        position++;
        return new StoredEvent(
                batch.id(), sequenceNr, position, event.payload(), event.metadata(), event.tags(), batch.writer(), now);
    }

    @Override
    public CompletionStage<Void> eraseUpTo(PersistenceId id, long sequenceNr) {
        return readers.now(() -> erase(id, sequenceNr));
    }

    private synchronized StreamRange rangeOf(PersistenceId id, long after) {
        NavigableMap<Long, StoredEvent> stream = streams.get(id);
        Long first = stream == null ? null : stream.higherKey(after);
        return stream == null || first == null
                ? StreamRange.emptyAfter(after)
                : new StreamRange(first, stream.lastKey());
    }

    private synchronized List<StoredEvent> copy(PersistenceId id, long from, long to) {
        NavigableMap<Long, StoredEvent> stream = streams.get(id);
        return stream == null || from > to
                ? List.of()
                : List.copyOf(stream.subMap(from, true, to, true).values());
    }

    private synchronized void delete(PersistenceId id, long sequenceNr, long upTo) {
        NavigableMap<Long, StoredEvent> stream = streams.get(id);
        if (stream != null && !stream.isEmpty()) {
            List<StoredEvent> deleted =
                    stream.headMap(Math.min(sequenceNr, stream.lastKey() - 1), true).values().stream()
                            .filter(event -> event.position() <= upTo)
                            .toList();
            deleted.forEach(event -> stream.remove(event.sequenceNr()));
            feed.remove(deleted);
        }
    }

    private synchronized void erase(PersistenceId id, long sequenceNr) {
        NavigableMap<Long, StoredEvent> stream = streams.get(id);
        if (stream != null) {
            NavigableMap<Long, StoredEvent> erased = stream.headMap(sequenceNr, true);
            feed.remove(List.copyOf(erased.values()));
            erased.replaceAll((number, event) -> new StoredEvent(
                    id, number, event.position(), Payload.BLANK, null, Set.of(), event.writer(), event.createdAt()));
        }
    }
}
