package io.nact.dispatch;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Workers going to rest and being woken: no task sleeps while one rests, and one is woken at a time. */
class RestRaces {

    private RestRaces() {}

    @JCStressTest
    @Description("The only worker finds nothing and goes to rest while a task is submitted from outside.")
    @Outcome(id = "FIRST, false, false", expect = ACCEPTABLE, desc = "The worker has found it before it rests.")
    @Outcome(id = "null, false, true", expect = ACCEPTABLE, desc = "The worker is woken, and the task waits for it.")
    @Outcome(id = "null, true, true", expect = FORBIDDEN, desc = "The task sleeps while the worker rests.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost, or the worker rests although it has one.")
    @State
    public static class RestAgainstSubmit {

        private final Staff staff = new Staff(1);

        public RestAgainstSubmit() {
            staff.wake(0);
        }

        @Actor
        public void worker(LLL_Result r) {
            r.r1 = staff.pool.steal(staff.pool.desk(0), 0);
            if (r.r1 == null) {
                staff.rest(0);
            } else {
                staff.pool.crew().endSearch();
            }
        }

        @Actor
        public void submitter() {
            staff.pool.submit(Task.FIRST);
        }

        @Arbiter
        public void rests(LLL_Result r) {
            r.r2 = staff.pool.desk(0).resting;
            r.r3 = staff.pool.hasWork();
        }
    }

    @JCStressTest
    @Description("A worker ends its search with a task in hand while another is submitted, and one worker rests.")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "The one at rest is woken for it.")
    @Outcome(id = "true, .*", expect = FORBIDDEN, desc = "The task waits although a worker rests.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost.")
    @State
    public static class EndOfSearchAgainstSubmit {

        private final Staff staff = new Staff(2);

        public EndOfSearchAgainstSubmit() {
            staff.wake(0);
        }

        @Actor
        public void worker() {
            staff.pool.crew().endSearch();
        }

        @Actor
        public void submitter() {
            staff.pool.submit(Task.FIRST);
        }

        @Arbiter
        public void rests(LL_Result r) {
            r.r1 = staff.pool.desk(1).resting;
            r.r2 = staff.waiting();
        }
    }

    @JCStressTest
    @Description("Two workers that have both missed a task go to rest: the last of them looks once more.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One of them is woken for it.")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "The task sleeps: each has taken the other for the last.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "Two are woken for one task.")
    @Outcome(expect = FORBIDDEN, desc = "The task is lost.")
    @State
    public static class TwoRests {

        private final Staff staff = new Staff(2);

        public TwoRests() {
            staff.wake(0);
            staff.pool.crew().endSearch();
            staff.wake(1);
            staff.pool.crew().beginSearch();
            staff.pool.submit(Task.FIRST);
        }

        @Actor
        public void first() {
            staff.rest(0);
        }

        @Actor
        public void second() {
            staff.rest(1);
        }

        @Arbiter
        public void rest(LL_Result r) {
            r.r1 = staff.resting();
            r.r2 = staff.waiting();
        }
    }

    @JCStressTest
    @Description("Two submit a task while all rest.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "One worker is woken, who will find both.")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "Both tasks sleep.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "Two are woken at once.")
    @Outcome(expect = FORBIDDEN, desc = "A task is lost.")
    @State
    public static class TwoSubmits {

        private final Staff staff = new Staff(2);

        @Actor
        public void first() {
            staff.pool.submit(Task.FIRST);
        }

        @Actor
        public void second() {
            staff.pool.submit(Task.SECOND);
        }

        @Arbiter
        public void rest(LL_Result r) {
            r.r1 = staff.resting();
            r.r2 = staff.waiting();
        }
    }

    /** A pool whose workers are threads that never run; at first all rest. The races do what those would do. */
    private static final class Staff {

        final WorkerPool pool;

        Staff(int workers) {
            pool = new WorkerPool("pool", workers);
            for (int i = 0; i < workers; i++) {
                Desk desk = pool.desk(i);
                desk.worker = new Worker(pool, pool.crew(), desk, "worker");
            }
        }

        /** Wakes the worker that is next in turn, which has to be this one; it searches then. */
        void wake(int worker) {
            if (!pool.crew().wake() || pool.desk(worker).resting) {
                throw new AssertionError("Worker %d is not the next".formatted(worker));
            }
        }

        /** What a worker does that has found nothing, up to its sleep. */
        void rest(int worker) {
            Desk desk = pool.desk(worker);
            if (!pool.crew().lieDown(desk, Objects.requireNonNull(desk.worker))) {
                throw new AssertionError("Worker %d has lost its desk".formatted(worker));
            }
            pool.crew().endSearch();
        }

        int resting() {
            int resting = 0;
            for (int i = 0; i < pool.parallelism(); i++) {
                resting += pool.desk(i).resting ? 1 : 0;
            }
            return resting;
        }

        /** How many tasks wait; takes them. */
        int waiting() {
            int waiting = 0;
            while (pool.take() != null) {
                waiting++;
            }
            return waiting;
        }
    }
}
