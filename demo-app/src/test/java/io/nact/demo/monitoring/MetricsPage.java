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
            "(?m)^\\| `(nact\\.[a-z.]+)` \\| `(nact_[a-z_]+)` \\| (\\w+), (\\w+) \\| ([^|]+) \\| [^|]{20,} \\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /** What the demo does not have; a test of the auto-configuration looks after it. */
    private static final String ELSEWHERE = "## Of persistent actors";

    static MetricsPage read() {
        String text = Documents.read("metrics.md");
        String here = text.substring(0, text.indexOf(ELSEWHERE));
        return new MetricsPage(text, ROW.matcher(here).results().map(Row::of).toList());
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

        Set<String> series() {
            return kind.equals("timer")
                    ? Stream.of("", "_count", "_sum", "_max")
                            .map(prometheus::concat)
                            .collect(Collectors.toSet())
                    : Set.of(prometheus);
        }
    }
}
