package io.nact.benchmarks.harness;

import io.nact.benchmarks.Capability;
import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Program;
import java.util.Set;
import java.util.function.Supplier;

/** An engine by name. Its class is loaded by the first {@link #start()}, not before. */
record EngineKind(String name, Supplier<Engine<?>> starter, Set<Capability> capabilities) {

    static EngineKind of(String name, Supplier<Engine<?>> starter, Capability... capabilities) {
        return new EngineKind(name, starter, Set.of(capabilities));
    }

    Engine<?> start() {
        return starter.get();
    }

    boolean canRun(Program program) {
        return program.needs() == null || capabilities.contains(program.needs());
    }
}
