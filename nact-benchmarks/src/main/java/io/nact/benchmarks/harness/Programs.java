package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import io.nact.benchmarks.savina.SavinaPrograms;
import io.nact.benchmarks.workload.CorePrograms;
import java.util.List;
import java.util.stream.Stream;

/** The programs there are. */
final class Programs {

    private Programs() {}

    static List<Program> all() {
        return Stream.concat(CorePrograms.all().stream(), SavinaPrograms.all().stream())
                .toList();
    }

    static Program named(String name) {
        return Registered.named("workload", name, all(), Program::name);
    }
}
