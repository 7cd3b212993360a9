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
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** The ring of tasks on a desk: what is put is taken once, by one, in order, and nothing else is. */
class RingRaces {

    private RingRaces() {}

    @JCStressTest
    @Description("One puts two tasks while another takes twice.")
    @Outcome(id = "null, null, FIRST, SECOND", expect = ACCEPTABLE, desc = "Nothing is there yet.")
    @Outcome(id = "null, FIRST, SECOND, null", expect = ACCEPTABLE, desc = "The first comes in between.")
    @Outcome(id = "FIRST, null, SECOND, null", expect = ACCEPTABLE, desc = "The second is not there yet.")
    @Outcome(id = "FIRST, SECOND, null, null", expect = ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost, taken twice, or has overtaken another.")
    @State
    public static class OfferAgainstPoll {

        private final TaskRing ring = new TaskRing(2);

        @Actor
        public void putter() {
            ring.offer(Task.FIRST);
            ring.offer(Task.SECOND);
        }

        @Actor
        public void taker(LLLL_Result r) {
            r.r1 = ring.poll();
            r.r2 = ring.poll();
        }

        @Arbiter
        public void left(LLLL_Result r) {
            r.r3 = ring.poll();
            r.r4 = ring.poll();
        }
    }

    @JCStressTest
    @Description("One puts a task into a full ring while another takes twice.")
    @Outcome(id = "false, FIRST, null, null", expect = ACCEPTABLE, desc = "There is no room yet.")
    @Outcome(id = "true, FIRST, null, SECOND", expect = ACCEPTABLE, desc = "It comes after the taker's second look.")
    @Outcome(id = "true, FIRST, SECOND, null", expect = ACCEPTABLE, desc = "It comes in between.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost, taken twice, or cleared with the one before it.")
    @State
    public static class OfferToFullAgainstPoll {

        private final TaskRing ring = new TaskRing(1);

        public OfferToFullAgainstPoll() {
            ring.offer(Task.FIRST);
        }

        @Actor
        public void putter(LLLL_Result r) {
            r.r1 = ring.offer(Task.SECOND);
        }

        @Actor
        public void taker(LLLL_Result r) {
            r.r2 = ring.poll();
            r.r3 = ring.poll();
        }

        @Arbiter
        public void left(LLLL_Result r) {
            r.r4 = ring.poll();
        }
    }

    @JCStressTest
    @Description("Two put a task where there is room for both.")
    @Outcome(id = "true, true, FIRST, SECOND", expect = ACCEPTABLE, desc = "The first was the first.")
    @Outcome(id = "true, true, SECOND, FIRST", expect = ACCEPTABLE, desc = "The second was the first.")
    @Outcome(expect = FORBIDDEN, desc = "One has put its task over the other's, or is refused.")
    @State
    public static class TwoOffers {

        private final TaskRing ring = new TaskRing(2);

        @Actor
        public void first(LLLL_Result r) {
            r.r1 = ring.offer(Task.FIRST);
        }

        @Actor
        public void second(LLLL_Result r) {
            r.r2 = ring.offer(Task.SECOND);
        }

        @Arbiter
        public void left(LLLL_Result r) {
            r.r3 = ring.poll();
            r.r4 = ring.poll();
        }
    }

    @JCStressTest
    @Description("Two put a task where there is room for one.")
    @Outcome(id = "true, false, FIRST", expect = ACCEPTABLE, desc = "The first has the place.")
    @Outcome(id = "false, true, SECOND", expect = ACCEPTABLE, desc = "The second has the place.")
    @Outcome(id = "true, true, .*", expect = FORBIDDEN, desc = "A task is lost.")
    @Outcome(expect = FORBIDDEN, desc = "Both are refused, or somebody is told wrong.")
    @State
    public static class TwoOffersForOnePlace {

        private final TaskRing ring = new TaskRing(1);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = ring.offer(Task.FIRST);
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = ring.offer(Task.SECOND);
        }

        @Arbiter
        public void left(LLL_Result r) {
            r.r3 = ring.poll();
        }
    }

    @JCStressTest
    @Description("Two take from a ring whose one place has a task: who comes second finds it not yet cleared.")
    @Outcome(id = "FIRST, null, true", expect = ACCEPTABLE, desc = "The first has it.")
    @Outcome(id = "null, FIRST, true", expect = ACCEPTABLE, desc = "The second has it.")
    @Outcome(id = "FIRST, FIRST, .*", expect = FORBIDDEN, desc = "The task is run twice.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost, or still counted.")
    @State
    public static class TwoPollsOfOneTask {

        private final TaskRing ring = new TaskRing(1);

        public TwoPollsOfOneTask() {
            ring.offer(Task.FIRST);
        }

        @Actor
        public void first(LLL_Result r) {
            r.r1 = ring.poll();
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = ring.poll();
        }

        @Arbiter
        public void empty(LLL_Result r) {
            r.r3 = ring.isEmpty();
        }
    }

    @JCStressTest
    @Description("One puts and takes again and again while another takes, all at the same place.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "As many have been taken as have been put.")
    @Outcome(id = "-.*", expect = FORBIDDEN, desc = "A task is run twice.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost.")
    @State
    public static class RoundsAgainstPolls {

        private static final int ROUNDS = 16;

        private final TaskRing ring = new TaskRing(1);

        private int put;

        private int taken;

        private int takenByOther;

        @Actor
        public void worker() {
            for (int i = 0; i < ROUNDS; i++) {
                put += ring.offer(Task.FIRST) ? 1 : 0;
                taken += ring.poll() != null ? 1 : 0;
            }
        }

        @Actor
        public void thief() {
            for (int i = 0; i < 2 * ROUNDS; i++) {
                takenByOther += ring.poll() != null ? 1 : 0;
            }
        }

        @Arbiter
        public void missing(L_Result r) {
            r.r1 = put - taken - takenByOther - (ring.poll() != null ? 1 : 0);
        }
    }

    @JCStressTest
    @Description("One fills plain fields, of the task and beside it, and puts the task; another takes and reads them.")
    @Outcome(id = "null, null", expect = ACCEPTABLE, desc = "No task yet.")
    @Outcome(id = "filled, filled", expect = ACCEPTABLE, desc = "Who takes it sees what was done before it was put.")
    @Outcome(expect = FORBIDDEN, desc = "The taker sees half of it.")
    @State
    public static class OfferIsSeenByTheTaker {

        private final TaskRing ring = new TaskRing(1);

        private String beside = "empty";

        @Actor
        public void putter() {
            Filled task = new Filled();
            task.content = "filled";
            beside = "filled";
            ring.offer(task);
        }

        @Actor
        public void taker(LL_Result r) {
            if (ring.poll() instanceof Filled task) {
                r.r1 = task.content;
                r.r2 = beside;
            }
        }

        private static final class Filled implements Runnable {

            private String content = "empty";

            @Override
            public void run() {}
        }
    }
}
