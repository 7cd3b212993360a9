package io.nact.benchmarks.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Zipf's law: what is n-th in popularity is asked for an n-th as often as what is first. */
final class Zipf {

    private static final int SEED = 20261123;

    private Zipf() {}

    /** So many numbers from zero on, below the limit; the same each time. */
    static int[] sample(int limit, int count) {
        double[] upTo = new double[limit];
        double sum = 0;
        for (int i = 0; i < limit; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
        double total = sum;
        return new SplittableRandom(SEED)
                .doubles(count)
                .mapToInt(point -> indexOf(upTo, point * total))
                .toArray();
    }

    private static int indexOf(double[] upTo, double point) {
        int found = Arrays.binarySearch(upTo, point);
        return Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
    }
}
