package io.nact.benchmarks.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** How many deposits a second become safe, by each way in turn; the first round warms up. */
final class Rates {

    private static final Duration LENGTH = Duration.ofSeconds(4);

    private final Database database;

    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    Rates(Database database) {
        this.database = database;
    }

    List<String> run(int rounds) throws SQLException {
        for (int round = 0; round <= rounds; round++) {
            for (Way way : Way.all()) {
                Cost cost = measure(database, way, LENGTH);
                System.out.printf(Locale.ROOT, "%d/%d %-50s %,10.0f/s%n", round, rounds, way.name(), cost.rate());
                if (round > 0) {
                    costs.computeIfAbsent(way.name(), name -> new ArrayList<>()).add(cost);
                }
            }
        }
        return report();
    }

    /** Looks at the end whether everything is there. */
    static Cost measure(Database database, Way way, Duration length) throws SQLException {
        database.clear();
        Deposits deposits;
        Cost cost;
        try (Accounts accounts = way.opening().open(database, way.accounts())) {
            deposits = new Deposits(accounts, way.accounts());
            deposits.rate(Duration.ZERO);
            cost = Cost.of(database, deposits, length);
        }
        deposits.audit(database.pool());
        return cost;
    }

    private List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| way to keep events | a second, median | lowest to highest | times as many, median | lowest to highest |"
                        + " µs of CPU each, median | lowest to highest | program's part |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        Series base = of(Way.COMMITS, Cost::rate);
        for (String way : costs.keySet()) {
            Series rate = of(way, Cost::rate);
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %,.0f |",
                    way,
                    rate.cells("%,.0f"),
                    rate.by(base).cells("%.1f"),
                    of(way, Cost::cpu).cells("%,.0f"),
                    of(way, Cost::program).median()));
        }
        lines.add("");
        lines.add(bound(Way.COMMITS, 20));
        lines.add(bound(Way.BALANCE, 5));
        lines.add(bound(Way.HISTORY, 5));
        lines.add(bound(Way.PEKKO, 1));
        return lines;
    }

    private String bound(String other, double least) {
        return Bound.atLeast(Way.NACT + ", beside " + other, least)
                .judge(of(Way.NACT, Cost::rate).by(of(other, Cost::rate)));
    }

    private Series of(String way, ToDoubleFunction<Cost> what) {
        return new Series(Objects.requireNonNull(costs.get(way), way).stream()
                .mapToDouble(what)
                .toArray());
    }
}
