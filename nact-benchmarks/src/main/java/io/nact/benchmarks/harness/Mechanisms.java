package io.nact.benchmarks.harness;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The benchmarks of single mechanisms, by JMH with its own settings; the property {@code benchmark.workloads} selects some. */
final class Mechanisms {

    private Mechanisms() {}

    static void run() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(Plan.property("benchmark.workloads", "io.nact.benchmarks.mechanism"))
                        .jvmArgsAppend(Fork.FLAGS.toArray(String[]::new))
                        .build())
                .run();
    }
}
