package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is to be run, as the system properties say: {@code benchmark} is {@code full} or {@code quick}, and
 * {@code benchmark.engines}, {@code .workloads} (names, by commas), {@code .rounds} and {@code .jvm} (flags, by blanks) change
 * what those bring.
 */
record Plan(List<EngineKind> engines, List<Program> programs, int rounds, Pace pace, Fork fork) {

    private static final Set<String> QUICK_ENGINES = Set.of("nact", "pekko-typed", "raw");

    private static final Set<String> QUICK_PROGRAMS = Set.of(
            "pingpong", "count", "fanin", "ring100", "big", "churn", "ask1", "ask64", "ext64", "call1", "memory");

    static Plan fromProperties() {
        boolean quick = property("benchmark", "full").equals("quick");
        return new Plan(
                selected(
                        "engines",
                        Engines::named,
                        Engines.all().stream().filter(each -> !quick || QUICK_ENGINES.contains(each.name()))),
                selected(
                        "workloads",
                        Programs::named,
                        Programs.all().stream().filter(each -> !quick || QUICK_PROGRAMS.contains(each.name()))),
                Integer.parseInt(property("benchmark.rounds", quick ? "1" : "3")),
                quick ? Pace.QUICK : Pace.FULL,
                new Fork(Stream.concat(
                                Fork.FLAGS.stream(),
                                Stream.of(property("benchmark.jvm", "").split(" ")))
                        .filter(flag -> !flag.isEmpty())
                        .toList()));
    }

    private static <T> List<T> selected(String what, Function<String, T> named, Stream<T> unlessTold) {
        String names = property("benchmark." + what, "");
        return names.isEmpty()
                ? unlessTold.toList()
                : Stream.of(names.split(",")).map(named).toList();
    }

    /** Maven hands over as empty what is not set. */
    static String property(String name, String unlessTold) {
        String value = System.getProperty(name, "");
        return value.isEmpty() ? unlessTold : value;
    }
}
