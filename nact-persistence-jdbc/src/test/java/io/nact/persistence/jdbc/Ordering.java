package io.nact.persistence.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.EventFilter;
import io.nact.persistence.journal.EventPage;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.journal.SequenceConflictException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Eight storages write, as eight processes would, and a ninth reads on from the last position that it has seen. Some batches
 * are refused, so that positions are drawn that never come.
 */
final class Ordering {

    private static final int WRITERS = 8;

    private static final int BATCHES = 150;

    private static final int PAGE = 50;

    private final TestDatabase database;

    Ordering(TestDatabase database) {
        this.database = database;
    }

    void run() throws Exception {
        String type = "ordering" + UUID.randomUUID();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            long before = lastPosition();
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(writer(PersistenceId.of(type, "w" + i))));
            }
            List<Long> seen = poll(before, writers);

            assertThat(seen).doesNotHaveDuplicates().isSorted();
            assertThat(seen).containsExactlyElementsOf(positionsAfter(before));
            assertThat(seen.size()).isEqualTo(written(writers));
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many events it has written. */
    private Callable<Integer> writer(PersistenceId id) {
        return () -> {
            int next = 1;
            try (JdbcStorage storage = JdbcStorage.open(database.dataSource())) {
                for (int i = 0; i < BATCHES; i++) {
                    int size = 1 + i % 3;
                    append(storage, id, next, size);
                    next += size;
                    if (i % 20 == 19) {
                        assertRefused(storage, id, next - 1);
                    }
                }
            }
            return next - 1;
        };
    }

    private static void append(JdbcStorage storage, PersistenceId id, int first, int size) throws Exception {
        List<EncodedEvent> events = IntStream.range(0, size)
                .mapToObj(i -> EncodedEvent.of(new Payload("ordered", 1, "{}")))
                .toList();
        storage.journal()
                .append(new EventBatch(id, UUID.randomUUID().toString(), first, events))
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static void assertRefused(JdbcStorage storage, PersistenceId id, int taken) throws Exception {
        try {
            append(storage, id, taken, 2);
            throw new AssertionError("A number was taken twice");
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(SequenceConflictException.class);
        }
    }

    private List<Long> poll(long before, List<Future<Integer>> writers) throws Exception {
        List<Long> seen = new ArrayList<>();
        try (JdbcStorage storage = JdbcStorage.open(database.dataSource())) {
            long last = before;
            boolean more = true;
            while (more) {
                boolean done = writers.stream().allMatch(Future::isDone);
                EventPage page = page(storage, last);
                page.events().forEach(event -> seen.add(event.position()));
                last = page.through();
                more = !done || page.hasMore();
            }
        }
        return seen;
    }

    /** As a projection reads. */
    private static EventPage page(JdbcStorage storage, long position) throws Exception {
        return storage.feed()
                .read(position, EventFilter.all(), PAGE)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private List<Long> positionsAfter(long position) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT position FROM nact_event WHERE position > ? ORDER BY position")) {
            select.setLong(1, position);
            try (ResultSet rows = select.executeQuery()) {
                List<Long> positions = new ArrayList<>();
                while (rows.next()) {
                    positions.add(rows.getLong(1));
                }
                return positions;
            }
        }
    }

    private long lastPosition() throws SQLException {
        List<Long> all = positionsAfter(0);
        return all.isEmpty() ? 0 : all.get(all.size() - 1);
    }

    private static int written(List<Future<Integer>> writers) throws Exception {
        int written = 0;
        for (Future<Integer> writer : writers) {
            written += writer.get();
        }
        return written;
    }
}
