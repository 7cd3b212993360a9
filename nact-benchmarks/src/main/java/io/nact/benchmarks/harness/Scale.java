package io.nact.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How nact's cost grows with what it has to carry: each measurement in a JVM of its own, in so many rounds as the property
 * {@code benchmark.rounds} says, of which the median counts. Prints tables.
 */
final class Scale {

    private static final Pace PACE = new Pace(1_500, 500, 3);

    private static final List<Metric> SHOWN = List.of(Metric.CPU, Metric.BEST, Metric.BYTES);

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
                        series,
                        SHOWN.stream().map(Metric::title).collect(Collectors.joining(" | ")),
                        " ---: |".repeat(SHOWN.size()));
            }
            System.out.printf(
                    "| %s | %s |%n",
                    point.label(),
                    SHOWN.stream().map(metric -> median(point, metric)).collect(Collectors.joining(" | ")));
        }
    }

    private String median(ScalePoint point, Metric metric) {
        double[] values = results.getOrDefault(point, List.of()).stream()
                .mapToDouble(result -> result.values().getOrDefault(metric, Double.NaN))
                .toArray();
        return String.format(Locale.ROOT, "%,.1f", Medians.of(values));
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
