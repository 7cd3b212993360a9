package io.nact.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A workload by name, with the size that is measured and the one that tests take.
 *
 * @param needs what its engine must be able to do; null for nothing
 */
public record Program(
        String name, Measure measure, @Nullable Capability needs, int size, int tiny, Maker maker) {

    /** Makes the workload: a constructor, as a rule. */
    public interface Maker {

        /** On this engine, which lives on afterwards; with about so many operations in a run. */
        <R> Workload<R> on(Engine<R> engine, int size);
    }

    /** A program whose time counts. */
    public static Program timed(String name, int size, int tiny, Maker maker) {
        return new Program(name, Measure.TIME, null, size, tiny, maker);
    }

    /** The same, measured for something else. */
    public Program measured(Measure other) {
        return new Program(name, other, needs, size, tiny, maker);
    }

    /** The same for engines with this capability. */
    public Program needing(Capability capability) {
        return new Program(name, measure, capability, size, tiny, maker);
    }

    /** The same with another size. */
    public Program sized(int other) {
        return new Program(name, measure, needs, other, tiny, maker);
    }
}
