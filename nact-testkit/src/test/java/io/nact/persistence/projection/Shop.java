package io.nact.persistence.projection;

import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Upcaster;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.persistence.memory.InMemoryTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A storage in memory with events of carts in it, and a list that a projection keeps of them. */
final class Shop implements AutoCloseable {

    sealed interface Event {}

    @EventType("shop.added")
    record Added(String what) implements Event {}

    @EventType("shop.removed")
    record Removed(String what) implements Event {}

    @EventType("shop.paid")
    enum Paid implements Event {
        CASH,
        CARD
    }

    static final EventTypes TYPES = EventTypes.builder()
            .add(Event.class)
            .upcast(Upcaster.renaming("shop.put", 1, "shop.added"))
            .build();

    private final Storage storage = new InMemoryStorage();

    private final Map<PersistenceId, Long> numbers = new HashMap<>();

    /** What the projections of a test have made, in the order in which it was committed. */
    private final List<String> list = new CopyOnWriteArrayList<>();

    Storage storage() {
        return storage;
    }

    List<String> list() {
        return list;
    }

    long store(Object event, String... tags) {
        return store("cart", TYPES.encode(event), tags);
    }

    /** Answers the position. */
    long store(String id, Payload payload, String... tags) {
        PersistenceId of = PersistenceId.of("shop", id);
        long next = numbers.merge(of, 1L, Long::sum);
        EncodedEvent event = new EncodedEvent(payload, null, Set.of(tags));
        storage.journal()
                .append(new EventBatch(of, UUID.randomUUID().toString(), next, List.of(event)))
                .toCompletableFuture()
                .join();
        return storage.feed().head().toCompletableFuture().join();
    }

    /** A projection that lists what has been added, and refuses what says so. */
    EventProjection listing() {
        return EventProjection.named("list")
                .on(Added.class, (added, metadata, transaction) -> {
                    transaction.resource(InMemoryTransaction.class).onCommit(() -> list.add(added.what()));
                    if (added.what().startsWith("refused")) {
                        throw new IllegalStateException(added.what());
                    }
                })
                .onReset(transaction ->
                        transaction.resource(InMemoryTransaction.class).onCommit(list::clear));
    }

    @Override
    public void close() {
        storage.close();
    }
}
