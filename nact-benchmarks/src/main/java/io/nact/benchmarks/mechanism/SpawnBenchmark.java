package io.nact.benchmarks.mechanism;

import io.nact.ActorSystem;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.system.ActorSystems;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Spawning at the top of the tree, under a generated name. The actors live until the end of the iteration. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(1)
public class SpawnBenchmark {

    private static final int ACTORS = 100_000;

    private final Behavior<String> behavior =
            Behaviors.stateful(String.class, 0, (count, message, context) -> count + 1);

    private ActorSystem system = ActorSystems.start("spawn");

    @Setup(Level.Iteration)
    public void start() {
        system.close();
        system = ActorSystems.start("spawn");
    }

    @TearDown(Level.Iteration)
    public void stop() {
        system.close();
    }

    @Benchmark
    @OperationsPerInvocation(ACTORS)
    public void spawn(Blackhole hole) {
        for (int i = 0; i < ACTORS; i++) {
            hole.consume(system.spawn(behavior));
        }
    }
}
