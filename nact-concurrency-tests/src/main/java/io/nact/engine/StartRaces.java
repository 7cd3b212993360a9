package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** A scheduled actor that two threads come to, one of its dispatcher's and one that helps out: one of them runs it. */
class RunRaces {

    private RunRaces() {}

    @JCStressTest
    @Description("Two threads run an actor that has been scheduled once.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "One of them runs it.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The actor is not run.")
    @Outcome(expect = FORBIDDEN, desc = "The actor is run twice.")
    @State
    public static class TwoThreadsRunOnce {

        private final AtomicInteger runs = new AtomicInteger();

        private final Puppet puppet = Puppet.idle(runs::incrementAndGet);

        public TwoThreadsRunOnce() {
            puppet.wake();
        }

        @Actor
        public void worker() {
            puppet.run();
        }

        @Actor
        public void helper() {
            puppet.run();
        }

        @Arbiter
        public void runs(L_Result r) {
            r.r1 = runs.get();
        }
    }

    @JCStressTest
    @Description("An actor counts its runs in a plain field and schedules itself anew, while two threads run it.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Run once, by either.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Run twice, by one or by both, one after the other.")
    @Outcome(expect = FORBIDDEN, desc = "Two runs at once, or the second does not see what the first wrote.")
    @State
    public static class HandOverByTheQueue {

        private final AtomicInteger begun = new AtomicInteger();

        private final Puppet puppet = Puppet.idle(this::turn);

        private int plain;

        public HandOverByTheQueue() {
            puppet.wake();
        }

        private void turn() {
            plain++;
            if (begun.incrementAndGet() == 1) {
                puppet.schedule();
            }
        }

        @Actor
        public void worker() {
            puppet.run();
        }

        @Actor
        public void helper() {
            puppet.run();
        }

        @Arbiter
        public void runs(LL_Result r) {
            r.r1 = begun.get();
            r.r2 = plain;
        }
    }

    @JCStressTest
    @Description("An actor is scheduled while the system starts.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It is run once, and who waits for the start is told once.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "The actor sleeps in the gate.")
    @Outcome(expect = FORBIDDEN, desc = "Somebody is forgotten, or comes twice.")
    @State
    public static class ScheduleAgainstStart {

        private final StartGate gate = new StartGate();

        private final HandDriven dispatcher = new HandDriven();

        private final AtomicInteger told = new AtomicInteger();

        @Actor
        public void scheduler() {
            gate.execute(dispatcher, () -> {});
            gate.whenOpen(told::incrementAndGet);
        }

        @Actor
        public void starter() {
            gate.open();
        }

        @Arbiter
        public void runs(LL_Result r) {
            r.r1 = dispatcher.taken();
            r.r2 = told.get();
        }
    }
}
