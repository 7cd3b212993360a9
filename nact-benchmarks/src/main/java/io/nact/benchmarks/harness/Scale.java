package io.nact.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How nact's cost grows with what it has to carry: each measurement in a JVM of its own, in so many rounds as the property
 * {@code benchmark.rounds} says, of which the median counts. Prints tables.
 */
final class Scale {

    private static final Pace PACE = new Pace(1_500, 500, 3);

    private static final List<String> COLUMNS =
            List.of(Metric.CPU.title(), "lowest to highest", Metric.BEST.title(), Metric.BYTES.title());

    private final Fork fork;

    private final Map<ScalePoint, List<Result>> results = new HashMap<>();

    private Scale(Fork fork) {
        this.fork = fork;
    }

    static void run() throws IOException, InterruptedException {
        Plan plan = Plan.fromProperties();
        Scale scale = new Scale(plan.fork());
        for (int round = 1; round <= plan.rounds(); round++) {
            for (ScalePoint point : ScalePoint.all()) {
                scale.measure(point);
            }
        }
        System.out.printf("%n%s%n", Machine.describe(plan.fork().flags()));
        scale.print();
        for (int round = 1; round <= plan.rounds(); round++) {
            scale.time(Moment.START_UP);
            scale.time(Moment.DEEP_TREE);
        }
    }

    private void measure(ScalePoint point) throws IOException, InterruptedException {
        Result result = point.on(fork)
                .measure(Engines.named("nact"), point.program(), PACE)
                .orElseThrow(() -> new IllegalStateException(
                        "%s, %s: no result, see the messages above".formatted(point.series(), point.label())));
        System.out.printf("%s, %s: %s%n", point.series(), point.label(), result.toLine());
        results.computeIfAbsent(point, first -> new ArrayList<>()).add(result);
    }

    private void print() {
        String series = "";
        for (ScalePoint point : ScalePoint.all()) {
            if (!point.series().equals(series)) {
                series = point.series();
                System.out.printf(
                        "%n| %s | %s |%n| --- |%s%n",
                        series, String.join(" | ", COLUMNS), " ---: |".repeat(COLUMNS.size()));
            }
            double[] cpu = values(point, Metric.CPU);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.1f | %,.1f to %,.1f | %,.1f | %,.1f |%n",
                    point.label(),
                    Medians.of(cpu),
                    Arrays.stream(cpu).min().orElseThrow(),
                    Arrays.stream(cpu).max().orElseThrow(),
                    Medians.of(values(point, Metric.BEST)),
                    Medians.of(values(point, Metric.BYTES)));
        }
    }

    private double[] values(ScalePoint point, Metric metric) {
        return results.getOrDefault(point, List.of()).stream()
                .mapToDouble(result -> result.values().getOrDefault(metric, Double.NaN))
                .toArray();
    }

    private void time(Moment moment) throws IOException, InterruptedException {
        System.out.println();
        Process process = fork.start(Moments.class, moment.name());
        process.getInputStream().transferTo(System.out);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s has failed: see its messages above".formatted(moment));
        }
    }
}
