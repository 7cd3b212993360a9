package io.nact.demo.monitoring;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of meters in docs/metrics.md. */
record MetricsPage(String text, List<Row> rows) {

    /** Meter, name in Prometheus, kind and unit, tags, meaning. */
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `(nact\\.[a-z.]+)` \\| `(nact_[a-z_]+)` \\| (\\w+), (\\w+) \\|([^|]+)\\| [^|]{20,} \\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    static MetricsPage read() {
        String text = Documents.read("metrics.md");
        return new MetricsPage(text, ROW.matcher(text).results().map(Row::of).toList());
    }

    /** The meters of every actor, without those of persistent ones, which have no place on the dashboard yet. */
    List<Row> ofAllActors() {
        int persistent = text.indexOf("## Of persistent actors");
        return rows.stream()
                .filter(row -> text.indexOf("| `" + row.meter() + "` |") < persistent)
                .toList();
    }

    /** What the table of tags says of the values of one. */
    Set<String> values(String tag) {
        String line = text.lines()
                .filter(row -> row.startsWith("| " + tag + " |"))
                .findFirst()
                .orElseThrow();
        return names(line.substring(tag.length() + 2));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all series in Prometheus. */
    Set<String> series() {
        return rows.stream().flatMap(row -> row.series().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One meter. */
    record Row(String meter, String prometheus, String kind, String unit, Set<String> tags) {

        private static Row of(MatchResult row) {
            return new Row(row.group(1), row.group(2), row.group(3), row.group(4), names(row.group(5)));
        }

        /** Whether it has a greatest value beside what it is of. */
        boolean hasMax() {
            return kind.equals("timer") || kind.equals("distribution_summary");
        }

        Set<String> series() {
            return hasMax()
                    ? Stream.of("", "_count", "_sum", "_max")
                            .map(prometheus::concat)
                            .collect(Collectors.toSet())
                    : Set.of(prometheus);
        }
    }
}
