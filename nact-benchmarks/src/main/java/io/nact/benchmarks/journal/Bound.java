package io.nact.benchmarks.journal;

import java.util.Locale;

/**
 * What nact has to reach.
 *
 * @param what in words
 * @param lowest the median of what was measured has to be this at least
 * @param highest and this at most
 */
record Bound(String what, double lowest, double highest) {

    static Bound atLeast(String what, double bound) {
        return new Bound(what, bound, Double.POSITIVE_INFINITY);
    }

    static Bound atMost(String what, double bound) {
        return new Bound(what, 0, bound);
    }

    /** Whether it is reached, in a line. */
    String judge(Series measured) {
        double median = measured.median();
        return String.format(
                Locale.ROOT,
                "- %s: %.2f times, %.2f to %.2f; %s %.1f is wanted: %s",
                what,
                median,
                measured.quantile(0),
                measured.quantile(1),
                lowest > 0 ? "at least" : "at most",
                lowest > 0 ? lowest : highest,
                median >= lowest && median <= highest ? "reached" : "MISSED");
    }
}
