package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** All that has been measured. */
final class Results {

    record Entry(int round, String program, String engine, Result result) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(int round, Program program, EngineKind engine, Result result) {
        entries.add(new Entry(round, program.name(), engine.name(), result));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The median over the rounds; nothing if it was never measured. */
    OptionalDouble median(Metric metric, Program program, EngineKind engine) {
        return median(entries.stream()
                .filter(each -> isOf(each, program.name(), engine.name()))
                .mapToDouble(each -> valueOf(each, metric)));
    }

    /** The median over the rounds of how many times the engine's value the other's is, each in the same round. */
    OptionalDouble ratio(Metric metric, Program program, EngineKind engine, EngineKind other) {
        return median(entries.stream()
                .filter(each -> isOf(each, program.name(), engine.name()))
                .flatMapToDouble(mine -> entries.stream()
                        .filter(each -> each.round() == mine.round() && isOf(each, program.name(), other.name()))
                        .mapToDouble(each -> valueOf(each, metric) / valueOf(mine, metric))));
    }

    private static boolean isOf(Entry entry, String program, String engine) {
        return entry.program().equals(program) && entry.engine().equals(engine);
    }

    private static double valueOf(Entry entry, Metric metric) {
        return entry.result().values().getOrDefault(metric, Double.NaN);
    }

    private static OptionalDouble median(DoubleStream values) {
        double[] known = values.filter(value -> !Double.isNaN(value)).toArray();
        return known.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Medians.of(known));
    }
}
