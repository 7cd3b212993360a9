package io.nact.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The JVM in which one {@link Moment} is timed: how long its steps take the first time, and later, and what all of them
 * together take of the processors. Argument: which.
 */
final class Moments {

    private static final int LATER = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final double NANOS_PER_MILLI = 1e6;

    private Moments() {}

    public static void main(String[] args) throws Exception {
        Moment moment = Moment.valueOf(args[0]);
        Watch watch = Watch.over(PATIENCE);
        Usage before = Usage.time();
        long[] first = moment.time();
        Usage between = Usage.time();
        List<long[]> later = new ArrayList<>();
        for (int i = 0; i < LATER; i++) {
            watch.progress(moment.title());
            later.add(moment.time());
        }
        Usage after = Usage.time();
        watch.finish();
        System.out.printf(
                "| %s, ms | %s | CPU of all |%n| --- |%s%n",
                moment.title(),
                String.join(" | ", moment.steps()),
                " ---: |".repeat(moment.steps().size() + 1));
        row(
                "the first in its JVM",
                Arrays.stream(first).asDoubleStream(),
                between.since(before).cpu());
        row(
                "the median of %d later".formatted(LATER),
                IntStream.range(0, first.length)
                        .mapToDouble(step -> Medians.of(
                                later.stream().mapToDouble(each -> each[step]).toArray())),
                after.since(between).cpu() / (double) LATER);
        System.exit(0);
    }

    private static void row(String head, DoubleStream steps, double cpu) {
        System.out.println(DoubleStream.concat(steps, DoubleStream.of(cpu))
                .mapToObj(nanos -> String.format(Locale.ROOT, "%.2f", nanos / NANOS_PER_MILLI))
                .collect(Collectors.joining(" | ", "| " + head + " | ", " |")));
    }
}
