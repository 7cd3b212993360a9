package io.nact.benchmarks.harness;

import static io.nact.benchmarks.Capability.BOUNDED;
import static io.nact.benchmarks.Capability.ENTITIES;

import io.nact.benchmarks.engine.ArrayRawEngine;
import io.nact.benchmarks.engine.LinkedRawEngine;
import io.nact.benchmarks.engine.NactEngine;
import io.nact.benchmarks.engine.PekkoClassicEngine;
import io.nact.benchmarks.engine.PekkoTypedEngine;
import io.nact.benchmarks.engine.VirtualThreadEngine;
import io.nact.benchmarks.engine.XoomEngine;
import io.nact.dispatch.Dispatchers;
import java.util.ArrayList;
import java.util.List;

/** The engines there are. By lambdas, never by constructor references: those would load the classes of all. */
final class Engines {

    /** How many threads each of them has. */
    static final int THREADS = 2;

    private static final String NAME = "benchmark";

    private Engines() {}

    /** Those that this JDK can run. */
    static List<EngineKind> all() {
        List<EngineKind> kinds = new ArrayList<>();
        kinds.add(EngineKind.of(
                "nact", () -> new NactEngine(Dispatchers.workStealing(NAME, THREADS)), BOUNDED, ENTITIES));
        kinds.add(EngineKind.of(
                "nact-recorded",
                () -> new NactEngine(Dispatchers.workStealing(NAME, THREADS)).recorded(),
                BOUNDED,
                ENTITIES));
        if (Dispatchers.hasVirtualThreads()) {
            kinds.add(EngineKind.of(
                    "nact-virtual", () -> new NactEngine(Dispatchers.virtualThreads(NAME)), BOUNDED, ENTITIES));
            kinds.add(EngineKind.of("vthread", () -> new VirtualThreadEngine()));
        }
        kinds.add(EngineKind.of("pekko-typed", () -> new PekkoTypedEngine()));
        kinds.add(EngineKind.of("pekko-classic", () -> new PekkoClassicEngine()));
        kinds.add(EngineKind.of("xoom", () -> new XoomEngine()));
        kinds.add(EngineKind.of("raw", () -> new LinkedRawEngine(THREADS)));
        kinds.add(EngineKind.of("raw-array", () -> new ArrayRawEngine(THREADS)));
        return List.copyOf(kinds);
    }

    static EngineKind named(String name) {
        return Registered.named("engine", name, all(), EngineKind::name);
    }
}
