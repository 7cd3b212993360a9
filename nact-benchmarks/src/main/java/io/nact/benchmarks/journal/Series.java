package io.nact.benchmarks.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the rounds have measured of one thing. */
record Series(double... values) {

    Series and(double value) {
        double[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return new Series(more);
    }

    /** How many times as much as the other one, round by round. */
    Series by(Series other) {
        return new Series(IntStream.range(0, values.length)
                .mapToDouble(round -> values[round] / other.values[round])
                .toArray());
    }

    double median() {
        return quantile(0.5);
    }

    /** What lies so far from the first to the last of the values in order. */
    double quantile(double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Median, lowest and highest as cells of a table. */
    String cells(String format) {
        String range = format + " to " + format;
        return String.format(Locale.ROOT, format + " | " + range, median(), quantile(0), quantile(1));
    }
}
