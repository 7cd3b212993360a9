package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The results as tables in Markdown: a row for each program, a column for each engine. */
final class Report {

    private static final List<Metric> COMPARED = List.of(Metric.BEST, Metric.CPU, Metric.FOOTPRINT);

    private final Plan plan;

    private final Results results;

    private final StringBuilder text = new StringBuilder();

    private Report(Plan plan, Results results) {
        this.plan = plan;
        this.results = results;
    }

    /**
     * @param machine where it was measured
     * @param failures the pairs that have hung or ended wrong
     */
    static String of(Plan plan, Results results, String machine, List<String> failures) {
        return new Report(plan, results).write(machine, failures);
    }

    private String write(String machine, List<String> failures) {
        text.append(machine).append('\n');
        failures.forEach(pair -> text.append("\nFailed once: ").append(pair).append('\n'));
        for (Metric metric : Metric.values()) {
            table(metric, "", (program, engine) -> cell(results.median(metric, program, engine), ""));
        }
        for (Metric metric : COMPARED) {
            peer("pekko-typed")
                    .forEach(pekko -> table(
                            metric,
                            ": times better than Pekko typed",
                            (program, engine) -> cell(results.ratio(metric, program, engine, pekko), "×")));
            peer("raw")
                    .forEach(raw -> table(
                            metric,
                            ": times as much as raw",
                            (program, engine) -> cell(results.ratio(metric, program, raw, engine), "×")));
        }
        return text.toString();
    }

    private List<EngineKind> peer(String name) {
        return plan.engines().stream().filter(each -> each.name().equals(name)).toList();
    }

    private void table(Metric metric, String suffix, BiFunction<Program, EngineKind, String> cells) {
        List<Program> programs = plan.programs().stream()
                .filter(each -> metric.isOf(each.measure()))
                .toList();
        if (programs.isEmpty()) {
            return;
        }
        text.append("\n### ").append(metric.title()).append(suffix).append("\n\n");
        row("workload", plan.engines().stream().map(EngineKind::name).toList());
        row("---", plan.engines().stream().map(each -> "---:").toList());
        for (Program program : programs) {
            row(
                    program.name(),
                    plan.engines().stream()
                            .map(engine -> cells.apply(program, engine))
                            .toList());
        }
    }

    private void row(String head, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| " + head + " | ", " |\n")));
    }

    private static String cell(OptionalDouble value, String unit) {
        if (value.isEmpty()) {
            return "-";
        }
        double number = value.getAsDouble();
        String format = Math.abs(number) >= 100 ? "%,.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number) + unit;
    }
}
