package io.nact.benchmarks.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.nact.persistence.jdbc.JdbcSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events a second reach a PostgreSQL that syncs: by the journal with some actors that each wait for their event, and
 * by connections that commit each event by itself. The ways take turns, and each round makes ratios of its own.
 */
public final class JournalRates {

    private static final int ROUNDS = 5;

    private static final int CONNECTIONS = 24;

    private static final String BASE = "1 connection, a commit per event";

    private JournalRates() {}

    /** One way to store events for a while. */
    @FunctionalInterface
    interface Way {

        /** Events per second. */
        double rate() throws Exception;
    }

    public static void run() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .start();
                HikariDataSource pool = pool(server)) {
            JdbcSchema.create(pool);
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put(BASE, () -> PlainCommits.rate(pool, 1));
            ways.put("16 connections, a commit per event", () -> PlainCommits.rate(pool, 16));
            for (int actors : new int[] {1, 64, 500}) {
                ways.put("journal, actors: " + actors, () -> JournalCommits.rate(pool, actors));
            }
            print(measure(ways));
        }
    }

    private static Map<String, List<Double>> measure(Map<String, Way> ways) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Way> way : ways.entrySet()) {
                double rate = way.getValue().rate();
                // The first round warms up.
                if (round > 0) {
                    rates.computeIfAbsent(way.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        return rates;
    }

    private static void print(Map<String, List<Double>> rates) {
        List<Double> base = rates.getOrDefault(BASE, List.of());
        System.out.printf("%-40s %12s %8s%n", "PostgreSQL, fsync on", "events/s", "ratio");
        rates.forEach((way, measured) -> {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < measured.size(); round++) {
                ratios.add(measured.get(round) / base.get(round));
            }
            System.out.printf("%-40s %12.0f %8.2f%n", way, median(measured), median(ratios));
        });
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static HikariDataSource pool(EmbeddedPostgres server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setUsername("postgres");
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }
}
