package io.nact.benchmarks.harness;

import java.util.concurrent.TimeUnit;

/**
 * How long to measure, in milliseconds of CPU, so that a busy machine does not cut the warm-up short; the clock ends only
 * what takes many times as long.
 */
record Pace(int warmUp, int iteration, int iterations) {

    static final Pace QUICK = new Pace(1_000, 250, 3);

    static final Pace FULL = new Pace(4_000, 1_000, 5);

    long warmUpNanos() {
        return TimeUnit.MILLISECONDS.toNanos(warmUp);
    }

    long iterationNanos() {
        return TimeUnit.MILLISECONDS.toNanos(iteration);
    }

    String toArgument() {
        return warmUp + "," + iteration + "," + iterations;
    }

    static Pace parse(String argument) {
        String[] parts = argument.split(",");
        return new Pace(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }
}
