package io.nact.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The slot of a desk, of which nobody is told: its task is taken once, and by the worker that has the desk in the end. */
class DeskRaces {

    private DeskRaces() {}

    @JCStressTest
    @Description("The worker takes the task in the slot while a thief does.")
    @Outcome(id = "FIRST, null, true", expect = ACCEPTABLE, desc = "The worker has it.")
    @Outcome(id = "null, FIRST, true", expect = ACCEPTABLE, desc = "The thief has it.")
    @Outcome(id = "FIRST, FIRST, .*", expect = FORBIDDEN, desc = "The task is run twice.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost.")
    @State
    public static class TakeAgainstThief {

        private final Desk desk = new Desk();

        public TakeAgainstThief() {
            desk.exchange(Task.FIRST);
        }

        @Actor
        public void worker(LLL_Result r) {
            r.r1 = desk.takeFromSlot();
        }

        @Actor
        public void thief(LLL_Result r) {
            r.r2 = desk.takeFromSlot();
        }

        @Arbiter
        public void empty(LLL_Result r) {
            r.r3 = desk.isEmpty();
        }
    }

    @JCStressTest
    @Description("The worker puts a second task into the slot while a thief takes from it.")
    @Outcome(id = "FIRST, null, SECOND", expect = ACCEPTABLE, desc = "The thief finds nothing that is not taken.")
    @Outcome(id = "FIRST, SECOND, null", expect = ACCEPTABLE, desc = "The thief comes after it and has the second.")
    @Outcome(id = "null, FIRST, SECOND", expect = ACCEPTABLE, desc = "The thief comes first.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost, or in two hands.")
    @State
    public static class ExchangeAgainstThief {

        private final Desk desk = new Desk();

        public ExchangeAgainstThief() {
            desk.exchange(Task.FIRST);
        }

        @Actor
        public void worker(LLL_Result r) {
            r.r1 = desk.exchange(Task.SECOND);
        }

        @Actor
        public void thief(LLL_Result r) {
            r.r2 = desk.takeFromSlot();
        }

        @Arbiter
        public void left(LLL_Result r) {
            r.r3 = desk.takeFromSlot();
        }
    }

    @JCStressTest
    @Description("A held-up worker puts a task into the slot while its desk is given to another, who then looks there.")
    @Outcome(id = "FIRST, null, null", expect = ACCEPTABLE, desc = "The new worker finds it.")
    @Outcome(id = "null, FIRST, null", expect = ACCEPTABLE, desc = "The old one puts it where all look.")
    @Outcome(id = "null, null, FIRST", expect = FORBIDDEN, desc = "The task sleeps in the slot.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost, or in two places.")
    @State
    public static class SubmitAgainstLending {

        /** Without desks of its own, so that it has nobody to wake. */
        private final WorkerPool pool = new WorkerPool("pool", 0);

        private final Desk desk = new Desk();

        private final Worker heldUp = new Worker(pool, pool.crew(), desk, "held up");

        private final Worker next = new Worker(pool, pool.crew(), desk, "next");

        public SubmitAgainstLending() {
            desk.worker = heldUp;
        }

        @Actor
        public void heldUp() {
            heldUp.submit(Task.FIRST);
        }

        @Actor
        public void next(LLL_Result r) {
            desk.worker = next;
            r.r1 = desk.takeFromSlot();
        }

        @Arbiter
        public void left(LLL_Result r) {
            r.r2 = pool.take();
            r.r3 = desk.takeFromSlot();
        }
    }
}
