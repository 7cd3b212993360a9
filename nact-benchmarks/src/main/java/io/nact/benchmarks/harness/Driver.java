package io.nact.benchmarks.harness;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Program;
import io.nact.benchmarks.Workload;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs programs at random until the time is over, with a system of its own, and each time in another size: it is when there
 * is nothing more to do that a wake-up can be lost, so most runs are small. Ends the JVM when one does not end, or ends wrong.
 */
final class Driver extends Thread {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The largest run has so many times the operations of a tiny one. */
    private static final int LARGEST = 50;

    private static final int WORKLOADS_PER_SYSTEM = 200;

    /** What is found idle is counted once, so its programs run once. */
    private static final int MOST_RUNS = 10;

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
            int size = program.tiny() * (1 + random.nextInt(LARGEST) * random.nextInt(2));
            watch.progress("%s of size %d".formatted(program.name(), size));
            Workload<R> workload = program.maker().on(engine, size);
            int times = switch (program.measure()) {
                case TIME -> 1 + random.nextInt(MOST_RUNS);
                case COST, FOOTPRINT -> 1;
            };
            for (int run = 0; run < times; run++) {
                operations += workload.run();
                runs++;
                watch.progress("%s of size %d".formatted(program.name(), size));
            }
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
