package io.nact.benchmarks.journal;

import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Journal;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** Actors that each append an event and wait until it is safe before the next. */
final class JournalCommits {

    static final String JSON =
            "{\"account\":\"%s\",\"amount\":100,\"text\":\"%s\"}".formatted("x".repeat(36), "y".repeat(80));

    private final Journal journal;

    private final String writer = UUID.randomUUID().toString();

    private final Stopwatch watch = new Stopwatch();

    private final LongAdder events = new LongAdder();

    private JournalCommits(Journal journal) {
        this.journal = journal;
    }

    static double rate(DataSource dataSource, int actors) {
        try (JdbcStorage storage = JdbcStorage.open(dataSource)) {
            JournalCommits commits = new JournalCommits(storage.journal());
            List<CompletableFuture<Void>> ends = new ArrayList<>();
            for (int i = 0; i < actors; i++) {
                CompletableFuture<Void> end = new CompletableFuture<>();
                ends.add(end);
                commits.append(PersistenceId.of("journal", UUID.randomUUID().toString()), 1, end);
            }
            ends.forEach(CompletableFuture::join);
            return commits.watch.perSecond(commits.events.sum());
        }
    }

    private void append(PersistenceId id, long sequenceNr, CompletableFuture<Void> end) {
        EncodedEvent event = EncodedEvent.of(new Payload("account.deposited", 1, JSON));
        journal.append(new EventBatch(id, writer, sequenceNr, List.of(event))).whenComplete((stored, failure) -> {
            if (failure != null) {
                end.completeExceptionally(failure);
                return;
            }
            events.increment();
            if (watch.isRunning()) {
                append(id, sequenceNr + 1, end);
            } else {
                end.complete(null);
            }
        });
    }
}
