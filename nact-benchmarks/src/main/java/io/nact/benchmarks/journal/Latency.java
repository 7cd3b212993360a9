package io.nact.benchmarks.journal;

import io.nact.benchmarks.journal.InsertingAccounts.Insert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long one client waits for one deposit while nobody else does anything. The ways take turns at each deposit, so that all
 * of them see the same disk; the first round warms up.
 */
final class Latency {

    private static final int DEPOSITS = 1000;

    private static final String COMMIT = "a bare commit of one row";

    private static final String NACT = "nact, ask";

    private final Database database;

    private final Map<String, Series> medians = new LinkedHashMap<>();

    private final Map<String, Series> slow = new LinkedHashMap<>();

    Latency(Database database) {
        this.database = database;
    }

    /** Waits for one deposit; the balance. */
    @FunctionalInterface
    private interface Client {

        long deposit() throws SQLException;
    }

    List<String> run(int rounds) throws SQLException {
        database.clear();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement insert = connection.prepareStatement(Insert.SQL);
                NactAccounts nact = new NactAccounts(database.pool(), 2);
                JournalAccounts journal = new JournalAccounts(database.pool(), 3);
                PekkoAccounts pekko = new PekkoAccounts(database.url(), 1)) {
            long[] committed = new long[1];
            Map<String, Client> clients = new LinkedHashMap<>();
            clients.put(COMMIT, () -> {
                Insert.bind(insert, "bare", ++committed[0]);
                return committed[0] + insert.executeUpdate() - 1;
            });
            clients.put("nact's journal without an actor", () -> wait(journal, 2));
            clients.put(NACT, () -> wait(nact, 0));
            clients.put("nact, call", () -> nact.call(1));
            clients.put("Pekko persistence, ask", () -> wait(pekko, 0));
            for (int round = 0; round <= rounds; round++) {
                measure(clients, round);
            }
        }
        return report();
    }

    private static long wait(Accounts accounts, int account) {
        return accounts.deposit(account).toCompletableFuture().join();
    }

    private void measure(Map<String, Client> clients, int round) throws SQLException {
        Map<String, Series> times = new LinkedHashMap<>();
        for (int i = 1; i <= DEPOSITS; i++) {
            for (Map.Entry<String, Client> client : clients.entrySet()) {
                long begin = System.nanoTime();
                long balance = client.getValue().deposit();
                double micros = (System.nanoTime() - begin) / 1e3;
                if (balance != (long) round * DEPOSITS + i) {
                    throw new IllegalStateException("%s: a balance of %d".formatted(client.getKey(), balance));
                }
                times.merge(client.getKey(), new Series(micros), (known, one) -> known.and(micros));
            }
        }
        if (round > 0) {
            times.forEach((client, series) -> {
                medians.merge(client, new Series(series.median()), (known, one) -> known.and(series.median()));
                slow.merge(client, new Series(series.quantile(0.99)), (known, one) -> known.and(series.quantile(0.99)));
            });
        }
    }

    private List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| one deposit at a time | µs, median | lowest to highest round | µs, 99 % | lowest to highest round |"
                        + " times as long | lowest to highest |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        Series commit = medianOf(COMMIT);
        medians.forEach((client, series) -> lines.add("| %s | %s | %s | %s |"
                .formatted(
                        client,
                        series.cells("%,.0f"),
                        Objects.requireNonNull(slow.get(client)).cells("%,.0f"),
                        series.by(commit).cells("%.2f"))));
        lines.add("");
        lines.add(Bound.atMost(NACT + ", beside " + COMMIT, 1.3)
                .judge(medianOf(NACT).by(commit)));
        return lines;
    }

    private Series medianOf(String client) {
        return Objects.requireNonNull(medians.get(client), client);
    }
}
