package io.nact.benchmarks.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Connections that each insert a row into the journal's table and commit, one after the other: no lock, and no order. */
final class PlainCommits {

    private static final String INSERT =
            "INSERT INTO nact_event (persistence_id, sequence_nr, slice, event_type, event_version, payload, writer, created_at)"
                    + " VALUES (?, ?, 1, 'account.deposited', 1, ?, 'plain', 0)";

    private PlainCommits() {}

    static double rate(DataSource dataSource, int connections) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            Stopwatch watch = new Stopwatch();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                counts.add(threads.submit(() -> commit(dataSource, watch)));
            }
            long events = 0;
            for (Future<Long> count : counts) {
                events += count.get();
            }
            return watch.perSecond(events);
        } finally {
            threads.shutdown();
        }
    }

    private static long commit(DataSource dataSource, Stopwatch watch) throws Exception {
        String id = "plain|" + UUID.randomUUID();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long events = 0;
            while (watch.isRunning()) {
                insert.setString(1, id);
                insert.setLong(2, ++events);
                insert.setString(3, JournalCommits.JSON);
                insert.executeUpdate();
            }
            return events;
        }
    }
}
