package io.nact.testkit.persistence;

import io.nact.persistence.EventSourced;
import io.nact.persistence.EventTypes;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.PersistenceId;
import java.util.ArrayList;
import java.util.List;

/** What is stored for one id, and what it comes to when it is read again. */
final class TestedHistory<S, E> {

    private final EventSourced<?, S, E> eventSourced;

    private final EventTypes types;

    private final Journal journal;

    private final PersistenceId id;

    TestedHistory(EventSourced<?, S, E> eventSourced, EventTypes types, Journal journal, String id) {
        this.eventSourced = eventSourced;
        this.types = types;
        this.journal = journal;
        this.id = PersistenceId.of(eventSourced.type(), id);
    }

    /** Stores what has happened before the test. */
    void store(List<E> events) {
        if (!events.isEmpty()) {
            List<EncodedEvent> encoded = events.stream()
                    .map(event -> EncodedEvent.of(types.encode(event)))
                    .toList();
            journal.append(new EventBatch(id, "given", size() + 1, encoded))
                    .toCompletableFuture()
                    .join();
        }
    }

    /** How many events are stored. */
    long size() {
        return journal.range(id, 0).toCompletableFuture().join().to();
    }

    /** What is stored from the number after this one on, as it is read. */
    @SuppressWarnings("unchecked") // only the actor and the test store events
    List<E> after(long sequenceNr) {
        List<E> read = new ArrayList<>();
        journal.replay(
                        id,
                        sequenceNr + 1,
                        size(),
                        stored -> types.decode(stored.payload()).forEach(event -> read.add((E) event)))
                .toCompletableFuture()
                .join();
        return read;
    }

    /** The state that all comes to. */
    S replayed() {
        S state = eventSourced.initial(id.id());
        for (E event : after(0)) {
            try {
                state = eventSourced.apply(state, event);
            } catch (Exception thrown) {
                throw new AssertionError("The handler of %s throws when it is read again".formatted(event), thrown);
            }
        }
        return state;
    }
}
