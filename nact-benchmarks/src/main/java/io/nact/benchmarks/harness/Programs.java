package io.nact.benchmarks.harness;

import io.nact.benchmarks.Program;
import io.nact.benchmarks.savina.SavinaPrograms;
import io.nact.benchmarks.workload.CorePrograms;
import io.nact.benchmarks.workload.ScalePrograms;
import java.util.List;
import java.util.stream.Stream;

/** The programs there are. */
final class Programs {

    private Programs() {}

    /** Those that compare engines. */
    static List<Program> all() {
        return Stream.concat(CorePrograms.all().stream(), SavinaPrograms.all().stream())
                .toList();
    }

    /** Those that only show how nact scales. */
    static List<Program> ofScale() {
        return ScalePrograms.all();
    }

    /** Of either. */
    static Program named(String name) {
        return Registered.named(
                "workload",
                name,
                Stream.concat(all().stream(), ofScale().stream()).toList(),
                Program::name);
    }
}
