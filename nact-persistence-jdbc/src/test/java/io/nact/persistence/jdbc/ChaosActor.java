package io.nact.persistence.jdbc;

import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.Storage;
import io.nact.persistence.journal.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An actor that persists events one after the other and does what the engine does: after a conflict, or an outcome that nobody
 * knows, it begins anew with another writer's name and what is stored, and repeats what is not.
 */
final class ChaosActor {

    private final PersistenceId id;

    private final Storage storage;

    private final Storage calm;

    private final String name = UUID.randomUUID().toString();

    private final List<String> acknowledged = new ArrayList<>();

    private String writer = UUID.randomUUID().toString();

    private long last;

    private int conflicts;

    /** Reads from the calm storage, for the failures of reading are another test's. */
    ChaosActor(PersistenceId id, Storage storage, Storage calm) {
        this.id = id;
        this.storage = storage;
        this.calm = calm;
    }

    PersistenceId id() {
        return id;
    }

    int conflicts() {
        return conflicts;
    }

    /** Each event that is known to be stored: number, text and writer. */
    List<String> acknowledged() {
        return acknowledged;
    }

    ChaosActor run(int batches) throws Exception {
        for (int i = 0; i < batches; i++) {
            List<String> texts = List.of(text(i, "a"), text(i, "b")).subList(0, 1 + i % 2);
            boolean stored = append(texts);
            while (!stored) {
                stored = isStored(texts) || append(texts);
            }
        }
        return this;
    }

    private String text(int batch, String part) {
        return "\"%s %d %s\"".formatted(name, batch, part);
    }

    private boolean append(List<String> texts) throws Exception {
        List<EncodedEvent> events = texts.stream()
                .map(text -> EncodedEvent.of(new Payload("chaos", 1, text)))
                .toList();
        try {
            storage.journal()
                    .append(new EventBatch(id, writer, last + 1, events))
                    .toCompletableFuture()
                    .get(4, TimeUnit.MINUTES);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SequenceConflictException) {
                conflicts++;
            } else if (!(failed.getCause() instanceof JournalUnavailableException)) {
                throw failed;
            }
            return false;
        }
        for (String text : texts) {
            last++;
            acknowledged.add(last + " " + text + " " + writer);
        }
        return true;
    }

    private boolean isStored(List<String> texts) {
        List<StoredEvent> events = read(calm, id);
        last = events.size();
        writer = UUID.randomUUID().toString();
        return events.stream().anyMatch(event -> event.payload().json().equals(texts.get(0)));
    }

    /** All events of the id, as soon as they can be read. */
    static List<StoredEvent> read(Storage storage, PersistenceId id) {
        return await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInSameThread()
                .ignoreExceptionsMatching(failure -> failure.getCause() instanceof JournalUnavailableException)
                .until(() -> readNow(storage, id), events -> true);
    }

    private static List<StoredEvent> readNow(Storage storage, PersistenceId id) throws Exception {
        List<StoredEvent> events = Collections.synchronizedList(new ArrayList<>());
        storage.journal()
                .replay(id, 1, Integer.MAX_VALUE, events::add)
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        return List.copyOf(events);
    }
}
