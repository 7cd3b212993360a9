package io.nact.persistence.jdbc;

import io.nact.persistence.journal.CommandKey;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.JournalUnavailableException;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import io.nact.persistence.journal.StoredEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * An actor that persists events one after the other and does what the engine does: after a conflict, or an outcome that nobody
 * knows, it begins anew with another writer's name and what is stored, and repeats what is not.
 */
final class ChaosActor {

    private final PersistenceId id;

    private final JdbcStorage storage;

    private final JdbcStorage calm;

    private final String name = UUID.randomUUID().toString();

    private final List<String> acknowledged = new ArrayList<>();

    private final Map<CommandKey, Long> commands = new LinkedHashMap<>();

    private String writer = UUID.randomUUID().toString();

    private long last;

    private int conflicts;

    /** Reads from the calm storage, for the failures of reading are another test's. */
    ChaosActor(PersistenceId id, JdbcStorage storage, JdbcStorage calm) {
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
                    .get(2, TimeUnit.MINUTES);
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

    private boolean isStored(List<String> texts, CommandKey command) throws Exception {
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

    static Optional<Long> find(JdbcStorage storage, PersistenceId id, CommandKey command) throws Exception {
        return storage.commands().find(id, command).toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    static List<StoredEvent> read(JdbcStorage storage, PersistenceId id) throws Exception {
        List<StoredEvent> events = Collections.synchronizedList(new ArrayList<>());
        storage.journal()
                .replay(id, 1, Integer.MAX_VALUE, events::add)
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        return List.copyOf(events);
    }
}
