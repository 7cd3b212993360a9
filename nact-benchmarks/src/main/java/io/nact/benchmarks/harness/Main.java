package io.nact.benchmarks.harness;

import io.nact.benchmarks.journal.JournalBenchmark;

/** Does what the system property {@code benchmark} says; see {@link Plan}, {@link Scale} and {@link Soak}. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        String what = Plan.property("benchmark", "full");
        switch (what) {
            case "full", "quick" -> Benchmarks.run();
            case "scale" -> Scale.run();
            case "soak" -> Soak.run();
            case "jmh" -> Mechanisms.run();
            case "spring" -> SpringSpawns.run();
            case "journal" -> JournalBenchmark.run(Integer.parseInt(Plan.property("benchmark.rounds", "5")));
            case "ids" -> Ids.run();
            case "none" -> {}
            default ->
                throw new IllegalArgumentException(
                        "benchmark=%s: it is full, quick, scale, soak, jmh, spring, journal, ids or none"
                                .formatted(what));
        }
    }
}
