package io.nact.persistence.memory;

import io.nact.persistence.journal.EventFeed;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The events of all ids by their positions, under one lock. */
final class InMemoryFeed implements EventFeed {

    private final NavigableMap<Long, StoredEvent> events = new TreeMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final Readers readers;

    InMemoryFeed(Readers readers) {
        this.readers = readers;
    }

    @Override
    public CompletionStage<Long> head() {
        return readers.get(this::last);
    }

    @Override
    public CompletionStage<EventPage> read(long after, EventFilter filter, int limit) {
        return readers.get(() -> page(after, filter, limit));
    }

    @Override
    public Registration onStored(Runnable listener) {
        Runnable own = listener::run; // one that is given twice is called twice, and removed once
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    synchronized void add(Collection<StoredEvent> stored) {
        stored.forEach(event -> events.put(event.position(), event));
    }

    synchronized void remove(Collection<StoredEvent> deleted) {
        deleted.forEach(event -> events.remove(event.position()));
    }

    void tell() {
        listeners.forEach(Runnable::run);
    }

    private synchronized long last() {
        return events.isEmpty() ? 0 : events.lastKey();
    }

    private synchronized EventPage page(long after, EventFilter filter, int limit) {
        long head = Math.max(after, last());
        List<StoredEvent> page = new ArrayList<>();
        for (StoredEvent event : events.tailMap(after, false).values()) {
            if (filter.passes(event)) {
                page.add(event);
                if (page.size() == limit) {
                    return new EventPage(page, event.position(), head);
                }
            }
        }
        return new EventPage(page, head, head);
    }
}
