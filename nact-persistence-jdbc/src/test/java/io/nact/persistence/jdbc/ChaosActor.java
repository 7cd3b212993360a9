package io.nact.persistence.jdbc;

import static org.awaitility.Awaitility.await;

import io.nact.persistence.journal.CommandKey;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

    private final Map<CommandKey, Long> commands = new LinkedHashMap<>();

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

    /** Each command that is known to be processed, with the number of its last event. */
    Map<CommandKey, Long> commands() {
        return commands;
    }

    ChaosActor run(int batches) throws Exception {
        for (int i = 0; i < batches; i++) {
            List<String> texts = List.of(text(i, "a"), text(i, "b")).subList(0, 1 + i % 2);
            CommandKey command = CommandKey.of(name + i);
            boolean stored = append(texts, command);
            while (!stored) {
                stored = isStored(texts, command) || append(texts, command);
            }
        }
        return this;
    }

    private String text(int batch, String part) {
        return "\"%s %d %s\"".formatted(name, batch, part);
    }

    private boolean append(List<String> texts, CommandKey command) throws Exception {
        List<EncodedEvent> events = texts.stream()
                .map(text -> EncodedEvent.of(new Payload("chaos", 1, text)))
                .toList();
        try {
            storage.journal()
                    .append(new EventBatch(id, writer, last + 1, events, command))
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
        commands.put(command, last);
        return true;
    }

    private boolean isStored(List<String> texts, CommandKey command) {
        Optional<Long> processed = find(calm, id, command);
        List<StoredEvent> events = read(calm, id);
        last = events.size();
        writer = UUID.randomUUID().toString();
        boolean stored =
                events.stream().anyMatch(event -> event.payload().json().equals(texts.get(0)));
        if (processed.isPresent() && !stored) {
            throw new AssertionError("%s is known, and its events are not there".formatted(command));
        }
        return stored;
    }

    /** With what the command was processed, if it was. */
    static Optional<Long> find(Storage storage, PersistenceId id, CommandKey command) {
        return patiently(() -> storage.commands().find(id, command));
    }

    /** All events of the id. */
    static List<StoredEvent> read(Storage storage, PersistenceId id) {
        return patiently(() -> {
            List<StoredEvent> events = Collections.synchronizedList(new ArrayList<>());
            return storage.journal()
                    .replay(id, 1, Integer.MAX_VALUE, events::add)
                    .thenApply(done -> List.copyOf(events));
        });
    }

    /** As soon as it can be read. */
    private static <T> T patiently(Supplier<CompletionStage<T>> read) {
        return await().atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInSameThread()
                .ignoreExceptionsMatching(failure -> failure.getCause() instanceof JournalUnavailableException)
                .until(() -> read.get().toCompletableFuture().get(1, TimeUnit.MINUTES), value -> true);
    }
}
