package io.nact.benchmarks.journal;

import java.util.ArrayList;
import java.util.List;

/** What persistence costs on a PostgreSQL that syncs, beside what else a program could do. */
public final class JournalBenchmark {

    private JournalBenchmark() {}

    /** Prints tables, each of the median over so many rounds. */
    public static void run(int rounds) throws Exception {
        try (Database database = Database.start()) {
            List<String> report = new ArrayList<>();
            report.add("PostgreSQL %s; %s: on".formatted(database.version(), String.join(", ", Postgres.DURABLE)));
            report.add("");
            report.addAll(new Rates(database).run(rounds));
            report.add("");
            report.addAll(new Latency(database).run(rounds));
            report.add("");
            report.addAll(new Recovery(database).run(rounds));
            System.out.println();
            report.forEach(System.out::println);
        }
    }
}
