package io.nact.benchmarks.mechanism;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.benchmarks.Finish;
import io.nact.system.ActorSystems;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A turn of an actor that tells itself the next message, seen by nobody, the flight recorder, or a tracer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SeenTurnBenchmark {

    private static final int TURNS = 100_000;

    @Param
    public Sight by = Sight.NOBODY;

    @SuppressWarnings("NullAway.Init") // before each trial
    private ActorSystem system;

    @SuppressWarnings("NullAway.Init") // before each trial
    private ActorRef<Run> actor;

    record Run(Finish finish) {}

    @Setup
    public void start() {
        by.begin();
        system = ActorSystems.start("turns", by.options());
        actor = system.spawn(Behaviors.stateful(Run.class, 0, (done, run, context) -> {
            if (done + 1 == TURNS) {
                run.finish().announce();
                return 0;
            }
            context.self().tell(run);
            return done + 1;
        }));
    }

    @TearDown
    public void stop() {
        system.close();
        by.end();
    }

    @Benchmark
    @OperationsPerInvocation(TURNS)
    public void turn() throws InterruptedException {
        Run run = new Run(new Finish(1));
        actor.tell(run);
        run.finish().await();
    }
}
