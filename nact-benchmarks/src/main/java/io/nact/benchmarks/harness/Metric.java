package io.nact.benchmarks.harness;

import io.nact.benchmarks.Measure;
import java.util.EnumSet;
import java.util.Set;

/** What is found out of a program on an engine. Less is better, of all of them. */
enum Metric {
    BEST("ns per operation, best iteration", EnumSet.of(Measure.TIME)),
    MEDIAN("ns per operation, median iteration", EnumSet.of(Measure.TIME)),
    CPU("ns of CPU per operation", EnumSet.of(Measure.TIME, Measure.COST)),
    BYTES("bytes allocated per operation", EnumSet.of(Measure.TIME, Measure.COST)),
    SWITCHES("voluntary context switches per 1,000 operations", EnumSet.of(Measure.TIME, Measure.COST)),
    FOOTPRINT("bytes per idle actor", EnumSet.of(Measure.FOOTPRINT));

    private final String title;

    private final Set<Measure> measures;

    Metric(String title, Set<Measure> measures) {
        this.title = title;
        this.measures = measures;
    }

    String title() {
        return title;
    }

    /** Whether programs of this kind have it. */
    boolean isOf(Measure measure) {
        return measures.contains(measure);
    }
}
