package io.nact.benchmarks.harness;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Measure;
import io.nact.benchmarks.Program;
import io.nact.benchmarks.Workload;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs programs at random until the time is over, on a system of its own: it is when there is nothing more to do that a
 * wake-up can be lost, so most runs are tiny. Ends the JVM when one does not end, or ends wrong.
 */
final class Driver extends Thread {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int ONE_IS_LARGE_IN = 20;

    private static final int WORKLOADS_PER_SYSTEM = 200;

    private static final int MOST_RUNS = 50;

    private final EngineKind kind;

    private final List<Program> programs;

    private final SplittableRandom random;

    private final long end;

    private final Watch watch = Watch.over(PATIENCE);

    private long runs;

    private long operations;

    Driver(EngineKind kind, int seed, long end) {
        super("driver-" + seed);
        this.kind = kind;
        this.programs = Programs.all().stream().filter(kind::canRun).toList();
        this.random = new SplittableRandom(seed);
        this.end = end;
    }

    @Override
    public void run() {
        try {
            while (!isOver()) {
                watch.progress("start of a system");
                try (Engine<?> engine = kind.start()) {
                    use(engine);
                    watch.progress("end of a system");
                }
            }
            watch.finish();
        } catch (Exception e) {
            e.printStackTrace();
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    private <R> void use(Engine<R> engine) throws Exception {
        for (int i = 0; i < WORKLOADS_PER_SYSTEM && !isOver(); i++) {
            Program program = programs.get(random.nextInt(programs.size()));
            if (program.measure() != Measure.TIME) {
                repeat(engine, program, program.tiny(), 1);
            } else if (random.nextInt(ONE_IS_LARGE_IN) > 0) {
                repeat(engine, program, program.tiny(), 1 + random.nextInt(MOST_RUNS));
            } else {
                repeat(engine, program, program.size(), 1);
            }
        }
    }

    private <R> void repeat(Engine<R> engine, Program program, int size, int times) throws Exception {
        String name = "%s of size %d".formatted(program.name(), size);
        watch.progress(name);
        Workload<R> workload = program.maker().on(engine, size);
        for (int i = 0; i < times; i++) {
            operations += workload.run();
            runs++;
            watch.progress(name);
        }
    }

    /** For whoever has joined it. */
    long runs() {
        return runs;
    }

    /** For whoever has joined it. */
    long operations() {
        return operations;
    }
}
