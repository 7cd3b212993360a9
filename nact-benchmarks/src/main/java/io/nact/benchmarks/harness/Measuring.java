package io.nact.benchmarks.harness;

import io.nact.benchmarks.Engine;
import io.nact.benchmarks.Measure;
import io.nact.benchmarks.Program;
import io.nact.benchmarks.Workload;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The main class of the JVM that measures one program on one engine. Arguments: engine, program, pace. */
final class Measuring {

    /** The longest run takes seconds on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A program's actor of one field, which is the user's: header, one reference. */
    private static final int ACTOR_BYTES = 16;

    /** On a machine that others use as well, a processor's second takes several of the clock. */
    private static final int MOST_OF_CLOCK = 10;

    /** Of a program that waits for the clock, more runs say no more. */
    private static final int MOST_FOR_WAITING = 3;

    private final Program program;

    private final Pace pace;

    private final Watch watch;

    private Measuring(Program program, Pace pace, Watch watch) {
        this.program = program;
        this.pace = pace;
        this.watch = watch;
    }

    public static void main(String[] args) {
        int status = 1;
        try {
            Program program = Programs.named(args[1]);
            Measuring measuring = new Measuring(program, Pace.parse(args[2]), Watch.over(PATIENCE));
            System.out.println(measuring.on(Engines.named(args[0]).start()).toLine());
            System.out.flush();
            status = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        // An orderly end takes a while with a million actors, and nothing is at stake.
        Runtime.getRuntime().halt(status);
    }

    private <R> Result on(Engine<R> engine) throws Exception {
        return program.measure() == Measure.FOOTPRINT ? footprint(engine) : time(engine);
    }

    private <R> Result time(Engine<R> engine) throws Exception {
        Workload<R> workload = program.maker().on(engine, program.size());
        repeat(workload, pace.warmUpNanos());
        double[] times = new double[pace.iterations()];
        long operations = 0;
        Usage before = Usage.now();
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            long done = repeat(workload, pace.iterationNanos());
            times[i] = (double) (System.nanoTime() - start) / done;
            operations += done;
        }
        return result(times, Usage.now().since(before), operations);
    }

    /** Runs it again and again, for so much CPU. */
    private long repeat(Workload<?> workload, long nanos) throws Exception {
        Usage start = Usage.time();
        long operations = 0;
        do {
            operations += workload.run();
            watch.progress(program.name());
        } while (!Usage.time()
                .since(start)
                .reaches(nanos, program.measure() == Measure.TIME ? MOST_OF_CLOCK : MOST_FOR_WAITING));
        return operations;
    }

    private Result result(double[] times, Usage used, double operations) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        if (program.measure() == Measure.TIME) {
            Arrays.sort(times);
            values.put(Metric.BEST, times[0]);
            values.put(Metric.MEDIAN, Medians.of(times));
        }
        values.put(Metric.CPU, used.cpu() / operations);
        values.put(Metric.BYTES, used.bytes() / operations);
        if (Switches.total() >= 0) {
            values.put(Metric.SWITCHES, 1_000 * Math.max(0, used.switches()) / operations);
        }
        return new Result(values);
    }

    private <R> Result footprint(Engine<R> engine) throws Exception {
        // What is made once, however many actors there are.
        Workload<R> first = program.maker().on(engine, program.tiny());
        first.run();
        Workload<R> workload = program.maker().on(engine, program.size());
        long before = Heap.settled();
        double actors = workload.run();
        watch.progress("collecting garbage");
        double each = (Heap.settled() - before) / actors;
        Reference.reachabilityFence(first);
        Reference.reachabilityFence(workload);
        return new Result(Map.of(Metric.FOOTPRINT, each - engine.adapterBytes() - ACTOR_BYTES));
    }
}
