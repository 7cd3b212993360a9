package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the engines side by side: they take turns at each program, every pair in a JVM of its own. See {@link Plan}. */
final class Benchmarks {

    private static final Path OUTPUT = Path.of(Plan.property("benchmark.output", "target/benchmark"));

    private final Plan plan;

    private final Results results = new Results();

    private boolean complete = true;

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
        if (!benchmarks.complete) {
            throw new IllegalStateException("Not every pair ended well: see its message above");
        }
    }

    private void measure(int round, Program program) throws IOException, InterruptedException {
        for (EngineKind engine : plan.engines()) {
            if (engine.canRun(program)) {
                measure(round, program, engine);
            }
        }
    }

    private void measure(int round, Program program, EngineKind engine) throws IOException, InterruptedException {
        Optional<Result> result = plan.fork().measure(engine, program.name(), plan.pace());
        System.out.printf(
                "%d/%d %-12s %-14s %s%n",
                round,
                plan.rounds(),
                program.name(),
                engine.name(),
                result.map(Result::toLine).orElse("FAILED"));
        if (result.isPresent()) {
            results.add(round, program, engine, result.get());
        } else {
            complete = false;
        }
    }

    private void save(String machine) throws IOException {
        Files.createDirectories(OUTPUT);
        Files.writeString(OUTPUT.resolve("report.md"), Report.of(plan, results, machine));
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
