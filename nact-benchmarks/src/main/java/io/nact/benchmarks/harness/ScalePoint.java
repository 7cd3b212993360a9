package io.nact.benchmarks.harness;

import io.nact.benchmarks.workload.ScalePrograms;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One measurement of a series, a row of its table.
 *
 * @param flags of its JVM, beside those that all have
 */
record ScalePoint(String series, String label, String program, List<String> flags) {

    /** How many messages may wait goes by the heap: this one admits more than ten million. */
    private static final List<String> LARGE_HEAP = List.of("-Xms6g", "-Xmx6g");

    /** Series by series. */
    static List<ScalePoint> all() {
        return Stream.of(
                        growing("actors, told in turn", "actors", ScalePrograms.ACTORS, List.of()),
                        growing("threads that tell 64 actors", "senders", ScalePrograms.SENDERS, List.of()),
                        growing("messages waiting for one actor", "depth", ScalePrograms.DEPTHS, LARGE_HEAP),
                        growing("timers pending meanwhile", "timers", List.of(0, 1_000_000), List.of()),
                        Stream.of("Parallel", "G1", "Z").map(ScalePoint::collector))
                .flatMap(points -> points)
                .toList();
    }

    private static Stream<ScalePoint> growing(String series, String program, List<Integer> counts, List<String> flags) {
        return counts.stream()
                .map(count -> new ScalePoint(
                        series, String.format(Locale.ROOT, "%,d", count), "%s-%d".formatted(program, count), flags));
    }

    private static ScalePoint collector(String name) {
        return new ScalePoint(
                "collector", name, "count", List.of("-XX:-UseParallelGC", "-XX:+Use%sGC".formatted(name)));
    }

    Fork on(Fork base) {
        return new Fork(Stream.concat(base.flags().stream(), flags.stream()).toList());
    }
}
