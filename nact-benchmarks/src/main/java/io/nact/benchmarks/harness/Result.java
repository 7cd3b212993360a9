package io.nact.benchmarks.harness;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one JVM has found out; a metric that its machine does not have is not there. Travels as a line of text. */
record Result(Map<Metric, Double> values) {

    private static final String MARK = "RESULT";

    Result {
        values = Map.copyOf(values);
    }

    String toLine() {
        return MARK
                + values.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> String.format(Locale.ROOT, " %s=%.4f", each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
    }

    /** Nothing if the line is another. */
    static Optional<Result> parse(String line) {
        if (!line.startsWith(MARK + " ")) {
            return Optional.empty();
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (String pair : line.substring(MARK.length() + 1).split(" ")) {
            int equals = pair.indexOf('=');
            values.put(Metric.valueOf(pair.substring(0, equals)), Double.valueOf(pair.substring(equals + 1)));
        }
        return Optional.of(new Result(values));
    }
}
