package io.nact.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** The slot of a worker, of which nobody is told: its task is taken once, whoever has the desk in the end. */
class SlotRaces {

    private SlotRaces() {}

    @JCStressTest
    @Description("The worker takes the task in the slot while a thief does.")
    @Outcome(id = "FIRST, null, true", expect = ACCEPTABLE, desc = "The worker has it.")
    @Outcome(id = "null, FIRST, true", expect = ACCEPTABLE, desc = "The thief has it.")
    @Outcome(id = "FIRST, FIRST, .*", expect = FORBIDDEN, desc = "The task is run twice.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost.")
    @State
    public static class TakeAgainstThief {

        private final Slot slot = new Slot();

        public TakeAgainstThief() {
            slot.put(Task.FIRST);
        }

        @Actor
        public void worker(LLL_Result r) {
            r.r1 = slot.take();
        }

        @Actor
        public void thief(LLL_Result r) {
            r.r2 = slot.take();
        }

        @Arbiter
        public void empty(LLL_Result r) {
            r.r3 = slot.isEmpty();
        }
    }

    @JCStressTest
    @Description("The worker puts a second task into the slot while a thief takes from it.")
    @Outcome(id = "FIRST, null, SECOND", expect = ACCEPTABLE, desc = "The thief finds nothing that is not taken.")
    @Outcome(id = "FIRST, SECOND, null", expect = ACCEPTABLE, desc = "The thief comes after it and has the second.")
    @Outcome(id = "null, FIRST, SECOND", expect = ACCEPTABLE, desc = "The thief comes first.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost, or in two hands.")
    @State
    public static class PutAgainstThief {

        private final Slot slot = new Slot();

        public PutAgainstThief() {
            slot.put(Task.FIRST);
        }

        @Actor
        public void worker(LLL_Result r) {
            r.r1 = slot.put(Task.SECOND);
        }

        @Actor
        public void thief(LLL_Result r) {
            r.r2 = slot.take();
        }

        @Arbiter
        public void left(LLL_Result r) {
            r.r3 = slot.take();
        }
    }

    @JCStressTest
    @Description("A worker puts a task into its empty slot twice while a thief looks there twice.")
    @Outcome(id = "null, FIRST, null, SECOND", expect = ACCEPTABLE, desc = "The thief comes between.")
    @Outcome(
            id = "FIRST, null, null, SECOND",
            expect = ACCEPTABLE,
            desc = "The thief comes between, and again too early.")
    @Outcome(id = "FIRST, SECOND, null, null", expect = ACCEPTABLE, desc = "The thief has both.")
    @Outcome(id = "null, SECOND, FIRST, null", expect = ACCEPTABLE, desc = "The first was displaced.")
    @Outcome(id = "SECOND, null, FIRST, null", expect = ACCEPTABLE, desc = "The first was displaced.")
    @Outcome(id = "null, null, FIRST, SECOND", expect = ACCEPTABLE, desc = "The first was displaced, and nobody came.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost, or in two hands.")
    @State
    public static class PutTwiceAgainstThief {

        private final Slot slot = new Slot();

        @Actor
        public void worker(LLLL_Result r) {
            slot.put(Task.FIRST);
            r.r3 = slot.put(Task.SECOND);
        }

        @Actor
        public void thief(LLLL_Result r) {
            r.r1 = slot.take();
            r.r2 = slot.take();
        }

        @Arbiter
        public void left(LLLL_Result r) {
            r.r4 = slot.take();
        }
    }

    @JCStressTest
    @Description("A worker puts a task into its slot while its desk is given to another, and its slot is looked into.")
    @Outcome(id = "FIRST, null, null", expect = ACCEPTABLE, desc = "One of the two puts it where all look.")
    @Outcome(id = "null, FIRST, null", expect = ACCEPTABLE, desc = "Each missed the other: the next look finds it.")
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
        public void watchdog() {
            desk.worker = next;
            heldUp.clearSlot();
        }

        @Arbiter
        public void left(LLL_Result r) {
            r.r1 = pool.take();
            heldUp.clearSlot();
            r.r2 = pool.take();
            r.r3 = pool.take();
        }
    }
}
