package io.nact.benchmarks.harness;

import java.util.Arrays;

/** The value in the middle. */
final class Medians {

    private Medians() {}

    /** Of two in the middle, their mean. Not a number if there are none. */
    static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
