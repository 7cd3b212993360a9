package io.nact.benchmarks.savina;

import io.nact.benchmarks.Program;
import java.util.List;

/** The programs of this package. */
public final class SavinaPrograms {

    private SavinaPrograms() {}

    public static List<Program> all() {
        return List.of();
    }
}
