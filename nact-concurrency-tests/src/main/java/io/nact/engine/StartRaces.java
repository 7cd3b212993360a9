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

/** The gate that keeps actors from their dispatchers until the system starts. */
class StartRaces {

    private StartRaces() {}

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
