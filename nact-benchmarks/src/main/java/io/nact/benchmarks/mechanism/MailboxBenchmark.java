package io.nact.benchmarks.mechanism;

import io.nact.mailbox.Envelope;
import io.nact.mailbox.Mailbox;
import io.nact.mailbox.MailboxFactory;
import io.nact.mailbox.Mailboxes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Into a mailbox and out of it again, by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MailboxBenchmark {

    private static final int MESSAGES = 10_000;

    private static final Object MESSAGE = "message";

    @Param({"unbounded", "bounded"})
    public String kind = "unbounded";

    private Mailbox empty = Mailboxes.unbounded().create(dropped -> {});

    private Mailbox filled = empty;

    @Setup(Level.Invocation)
    public void prepare() {
        MailboxFactory factory = kind.equals("bounded") ? Mailboxes.bounded(MESSAGES) : Mailboxes.unbounded();
        empty = factory.create(dropped -> {});
        filled = factory.create(dropped -> {});
        fill(filled);
    }

    private static void fill(Mailbox mailbox) {
        for (int i = 0; i < MESSAGES; i++) {
            mailbox.offer(new Envelope(MESSAGE));
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Mailbox enqueue() {
        fill(empty);
        return empty;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void dequeue(Blackhole hole) {
        for (int i = 0; i < MESSAGES; i++) {
            hole.consume(filled.poll());
        }
    }
}
