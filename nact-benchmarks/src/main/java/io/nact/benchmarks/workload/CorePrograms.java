package io.nact.benchmarks.workload;

import static io.nact.benchmarks.Program.timed;

import io.nact.benchmarks.Program;
import java.util.List;

/** The programs of this package. */
public final class CorePrograms {

    private CorePrograms() {}

    public static List<Program> all() {
        return List.of(timed("pingpong", 200_000, 100, PingPong::new));
    }
}
