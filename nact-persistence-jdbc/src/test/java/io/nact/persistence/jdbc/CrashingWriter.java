package io.nact.persistence.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import java.util.List;
import java.util.UUID;

/** A program that persists events for some actors until it is killed, and prints each one that has been acknowledged. */
final class CrashingWriter {

    private static final int ACTORS = 32;

    private final JdbcStorage storage;

    private final String type;

    private final String writer = UUID.randomUUID().toString();

    private CrashingWriter(JdbcStorage storage, String type) {
        this.storage = storage;
        this.type = type;
    }

    /** The arguments are the URL, the user, the type of the actors, and whether H2 is told to make checkpoints. */
    public static void main(String[] arguments) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword("");
        config.setMaximumPoolSize(6);
        JdbcStorage storage = JdbcStorage.open(
                new HikariDataSource(config),
                JdbcStorageOptions.defaults().withH2Checkpoint(Boolean.parseBoolean(arguments[3])));
        CrashingWriter writer = new CrashingWriter(storage, arguments[2]);
        for (int i = 0; i < ACTORS; i++) {
            writer.persist("a" + i, 1);
        }
        Thread.currentThread().join();
    }

    private void persist(String id, long sequenceNr) {
        EncodedEvent event = EncodedEvent.of(new Payload("crash", 1, "{\"text\":\"%s\"}".formatted("x".repeat(100))));
        storage.journal()
                .append(new EventBatch(PersistenceId.of(type, id), writer, sequenceNr, List.of(event)))
                .whenComplete((stored, failure) -> {
                    System.out.println(failure == null ? id + " " + sequenceNr : "failed " + failure);
                    persist(id, sequenceNr + 1);
                });
    }
}
