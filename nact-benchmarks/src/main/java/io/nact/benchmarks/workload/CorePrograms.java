package io.nact.benchmarks.workload;

import static io.nact.benchmarks.Program.timed;

import io.nact.benchmarks.Capability;
import io.nact.benchmarks.Measure;
import io.nact.benchmarks.Program;
import java.util.List;

/** The programs of this package. */
public final class CorePrograms {

    private CorePrograms() {}

    public static List<Program> all() {
        return List.of(
                timed("pingpong", 200_000, 100, PingPong::new),
                timed("count", 500_000, 1_000, Fan::oneToOne),
                timed("fanin", 500_000, 1_000, Fan::manyToOne),
                timed("fjthrput", 600_000, 1_000, Fan::oneToMany),
                timed("ring100", 200_000, 1_000, Ring::of100),
                timed("ring503", 200_000, 1_000, Ring::of503),
                timed("big", 480_000, 2_000, Big::new),
                timed("create", 50_000, 200, Lives::atOnce),
                timed("churn", 50_000, 200, Lives::inTurn),
                timed("ask1", 5_000, 100, Asks::one),
                timed("ask64", 50_000, 1_000, Asks::of64),
                timed("call1", 20_000, 100, Calls::one),
                timed("call64", 64_000, 640, Calls::of64),
                timed("ext1", 500_000, 1_000, FromOutside::toOne),
                timed("ext64", 512_000, 1_280, FromOutside::to64),
                timed("bounded", 500_000, 1_000, Fan::bounded).needing(Capability.BOUNDED),
                timed("entities", 100_000, 2_000, ZipfEntities::new).needing(Capability.ENTITIES),
                timed("timers", 100_000, 1_000, OneSecondTimers::new).measured(Measure.COST),
                timed("memory", 300_000, 1_000, Idle::actors).measured(Measure.FOOTPRINT),
                timed("entity-memory", 300_000, 1_000, Idle::entities)
                        .measured(Measure.FOOTPRINT)
                        .needing(Capability.ENTITIES));
    }
}
