package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.metrics.ActorMetrics.Listener;
import io.nact.metrics.ActorMetrics.TurnRecorder;
import io.nact.metrics.ActorMetrics.TypeMetrics;
import io.nact.metrics.Counted;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Threads count for themselves, without a lock, while somebody sums. */
class CountRaces {

    private CountRaces() {}

    @JCStressTest
    @Description("Two threads count a message each, the first of its kind, while a third reads the sum twice.")
    @Outcome(id = "0, [012], 2", expect = ACCEPTABLE, desc = "The sum grows.")
    @Outcome(id = "1, [12], 2", expect = ACCEPTABLE, desc = "The sum grows.")
    @Outcome(id = "2, 2, 2", expect = ACCEPTABLE, desc = "The sum has grown.")
    @Outcome(expect = FORBIDDEN, desc = "The sum goes back, or a message is lost or counted twice.")
    @State
    public static class CountsAgainstSum {

        private final TypeStats type = new Bench().system.metrics().type("type");

        @Actor
        public void one() {
            new Tally(Thread.currentThread(), false).handled(type, Ping.class);
        }

        @Actor
        public void other() {
            new Tally(Thread.currentThread(), false).handled(type, Ping.class);
        }

        @Actor
        public void reader(LLL_Result r) {
            r.r1 = type.messages(io.nact.metrics.Outcome.HANDLED);
            r.r2 = type.messages(io.nact.metrics.Outcome.HANDLED);
        }

        @Arbiter
        public void sum(LLL_Result r) {
            r.r3 = type.messages(io.nact.metrics.Outcome.HANDLED);
        }
    }

    @JCStressTest
    @Description("Something happens for the first time on two threads, while somebody begins to listen.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Both are counted, and the listener is told once.")
    @Outcome(expect = FORBIDDEN, desc = "One is lost, or the listener is told twice or not at all.")
    @State
    public static class FirstsAgainstListener implements Listener {

        private final SystemMetrics metrics = new Bench().system.metrics();

        private final TypeStats type = metrics.type("type");

        private final AtomicInteger told = new AtomicInteger();

        @Override
        public TurnRecorder typeAdded(TypeMetrics added) {
            return nanos -> {};
        }

        @Override
        public void countAdded(TypeMetrics of, Counted what, LongSupplier count) {
            told.incrementAndGet();
        }

        @Actor
        public void one() {
            type.messages(Ping.class).add(io.nact.metrics.Outcome.FULL);
        }

        @Actor
        public void other() {
            type.messages(Ping.class).add(io.nact.metrics.Outcome.FULL);
        }

        @Actor
        public void listener() {
            metrics.listen(this);
        }

        @Arbiter
        public void counted(LL_Result r) {
            r.r1 = type.messages(io.nact.metrics.Outcome.FULL);
            r.r2 = told.get();
        }
    }
}
