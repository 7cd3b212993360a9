package io.nact.benchmarks.savina;

import static io.nact.benchmarks.Program.timed;

import io.nact.benchmarks.Program;
import java.util.List;

/** The programs of this package. */
public final class SavinaPrograms {

    private SavinaPrograms() {}

    public static List<Program> all() {
        return List.of(
                timed("chameneos", 200_000, 200, Chameneos::new),
                timed("bank", 50_000, 2_000, BankTransaction::new),
                timed("philosophers", 200_000, 200, Philosophers::new),
                timed("dictionary", 200_000, 400, ConcurrentDictionary::new),
                timed("sieve", 20_000, 500, Sieve::new),
                timed("fib", 25, 8, Fib::new),
                timed("quicksort", 250_000, 5_000, Quicksort::new),
                timed("matrix", 256, 32, MatrixMultiplication::new),
                timed("queens", 11, 6, NQueens::new));
    }
}
