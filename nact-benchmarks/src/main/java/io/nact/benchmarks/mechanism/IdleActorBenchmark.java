package io.nact.benchmarks.mechanism;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.system.ActorSystems;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What reaches an actor that has nothing to do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IdleActorBenchmark {

    private final ActorSystem system = ActorSystems.start("idle");

    private volatile int handled;

    private final ActorRef<Integer> listener =
            system.spawn(Behaviors.stateful(Integer.class, 0, (state, message, context) -> handled = message));

    private final ActorRef<Question> answerer =
            system.spawn(Behaviors.stateful(Question.class, 0, (state, question, context) -> {
                context.replyTo(question).reply(state);
                return state;
            }));

    private int told;

    record Question() implements Request<Integer> {}

    @TearDown
    public void stop() {
        system.close();
    }

    /** Until another thread, which has to wake up or nearly so, has handled it; this one looks out for that all the time. */
    @Benchmark
    public int tell() {
        int next = ++told;
        listener.tell(next);
        while (handled != next) {
            Thread.onSpinWait();
        }
        return next;
    }

    @Benchmark
    public Integer call() {
        return answerer.call(new Question());
    }
}
