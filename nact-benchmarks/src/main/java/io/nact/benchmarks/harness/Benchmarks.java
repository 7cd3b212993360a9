package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the engines side by side: they take turns at each program, every pair in a JVM of its own. See {@link Plan}. */
final class Benchmarks {

    private static final Path OUTPUT = Path.of(Plan.property("benchmark.output", "target/benchmark"));

    private final Plan plan;

    private final Results results = new Results();

    private final List<String> failures = new ArrayList<>();

    private Benchmarks(Plan plan) {
        this.plan = plan;
    }

    static void run() throws IOException, InterruptedException {
        Plan plan = Plan.fromProperties();
        String machine = Machine.describe(plan.fork().flags());
        Benchmarks benchmarks = new Benchmarks(plan);
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Program program : plan.programs()) {
                benchmarks.measure(round, program);
            }
            benchmarks.save(machine);
        }
        System.out.println(Files.readString(OUTPUT.resolve("report.md")));
    }

    private void measure(int round, Program program) throws IOException, InterruptedException {
        for (EngineKind engine : plan.engines()) {
            // One that has failed, which is reported, gets a second chance, so that its column is not empty.
            if (engine.canRun(program) && !measure(round, program, engine)) {
                measure(round, program, engine);
            }
        }
    }

    private boolean measure(int round, Program program, EngineKind engine) throws IOException, InterruptedException {
        String pair = "%d/%d %-14s %-14s".formatted(round, plan.rounds(), program.name(), engine.name());
        Optional<Result> result = plan.fork().measure(engine, program.name(), plan.pace());
        System.out.println(pair + result.map(Result::toLine).orElse("FAILED"));
        result.ifPresentOrElse(
                found -> results.add(round, program, engine, found),
                () -> failures.add("round %d, %s on %s".formatted(round, program.name(), engine.name())));
        return result.isPresent();
    }

    private void save(String machine) throws IOException {
        Files.createDirectories(OUTPUT);
        Files.writeString(OUTPUT.resolve("report.md"), Report.of(plan, results, machine, failures));
        Files.writeString(
                OUTPUT.resolve("results.csv"),
                results.entries().stream()
                        .flatMap(entry -> entry.result().values().entrySet().stream()
                                .map(value -> String.format(
                                        Locale.ROOT,
                                        "%d,%s,%s,%s,%.4f%n",
                                        entry.round(),
                                        entry.program(),
                                        entry.engine(),
                                        value.getKey(),
                                        value.getValue())))
                        .collect(Collectors.joining("", "round,workload,engine,metric,value\n", "")));
    }
}
