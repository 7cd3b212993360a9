package io.nact.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Timers that come, are cancelled or are dropped while the clock goes to rest, runs them or is closed. */
class ClockRaces {

    private ClockRaces() {}

    @JCStressTest
    @Description("The clock, which knows of nothing, goes to rest while a timer is scheduled.")
    @Outcome(id = "true, 10, .*", expect = ACCEPTABLE, desc = "It has taken the timer over, and rests until it is due.")
    @Outcome(id = "false, .*, 1", expect = ACCEPTABLE, desc = "The timer waits, and the clock is woken for it.")
    @Outcome(expect = FORBIDDEN, desc = "The clock rests longer than until the timer is due.")
    @State
    public static class RestAgainstSchedule {

        private final HandDrivenClock clock = new HandDrivenClock();

        private final PendingTimer timer = new PendingTimer(10, () -> {});

        private long until;

        @Actor
        public void clock() {
            until = clock.goToRest();
        }

        @Actor
        public void scheduler() {
            clock.inbox.put(timer);
        }

        @Arbiter
        public void rests(LLL_Result r) {
            r.r1 = clock.wheel.contains(timer);
            r.r2 = until;
            r.r3 = clock.wakeUps.get();
        }
    }

    @JCStressTest
    @Description("The clock goes to rest until its only timer is due while two are scheduled that are due before.")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It rests until the earlier is due, or is woken.")
    @Outcome(expect = FORBIDDEN, desc = "The clock rests longer than until one of them is due.")
    @State
    public static class RestAgainstTwoSchedules {

        private final HandDrivenClock clock = new HandDrivenClock();

        private final PendingTimer first = new PendingTimer(7, () -> {});

        private final PendingTimer second = new PendingTimer(5, () -> {});

        private long until;

        public RestAgainstTwoSchedules() {
            clock.inbox.put(new PendingTimer(10, () -> {}));
            clock.inbox.takeOver(clock.wheel);
        }

        @Actor
        public void clock() {
            until = clock.goToRest();
        }

        @Actor
        public void scheduler() {
            clock.inbox.put(first);
        }

        @Actor
        public void otherScheduler() {
            clock.inbox.put(second);
        }

        @Arbiter
        public void rests(LL_Result r) {
            r.r1 = isInTime(first);
            r.r2 = isInTime(second);
        }

        private boolean isInTime(PendingTimer timer) {
            return until <= timer.tick || !clock.inbox.isAtRest();
        }
    }

    @JCStressTest
    @Description("A timer is cancelled when it is due.")
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "It has been cancelled in time.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "It has run before.")
    @Outcome(expect = FORBIDDEN, desc = "It runs twice, or stays in the wheel.")
    @State
    public static class CancelAgainstDue {

        private final HandDrivenClock clock = new HandDrivenClock();

        private final PendingTimer timer = new PendingTimer(10, () -> clock.runs++);

        public CancelAgainstDue() {
            clock.inbox.put(timer);
            clock.inbox.takeOver(clock.wheel);
        }

        @Actor
        public void clock() {
            clock.runUntil(10);
        }

        @Actor
        public void canceller() {
            timer.cancel();
        }

        @Arbiter
        public void runs(LL_Result r) {
            clock.runUntil(20);
            r.r1 = clock.wheel.next() == TimerWheel.NEVER && !clock.wheel.contains(timer);
            r.r2 = clock.runs;
        }
    }

    @JCStressTest
    @Description("Two take a timer's task, as the clock does to run it and whoever cancels it.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first has it.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second has it.")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
    @State
    public static class TwoTakes {

        private final PendingTimer timer = new PendingTimer(10, () -> {});

        @Actor
        public void first(LL_Result r) {
            r.r1 = timer.take() != null;
        }

        @Actor
        public void second(LL_Result r) {
            r.r2 = timer.take() != null;
        }
    }

    @JCStressTest
    @Description("A timer is cancelled while the clock takes it over.")
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "It is not in the wheel, or is taken out.")
    @Outcome(expect = FORBIDDEN, desc = "It fills the wheel until it would have been due.")
    @State
    public static class CancelAgainstTakeOver {

        private final HandDrivenClock clock = new HandDrivenClock();

        private final PendingTimer timer = new PendingTimer(10, () -> {});

        public CancelAgainstTakeOver() {
            clock.inbox.put(timer);
        }

        @Actor
        public void clock() {
            clock.inbox.takeOver(clock.wheel);
        }

        @Actor
        public void canceller() {
            timer.cancel();
        }

        @Arbiter
        public void isLeft(L_Result r) {
            clock.inbox.takeOver(clock.wheel);
            r.r1 = clock.wheel.contains(timer);
        }
    }

    @JCStressTest
    @Description("A clock is closed while a timer is scheduled, and while it takes over.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The clock ends, and nothing is kept in the inbox.")
    @Outcome(
            id = "false, true",
            expect = ACCEPTABLE,
            desc = "The timer came before, and goes with the wheel or its list.")
    @Outcome(expect = FORBIDDEN, desc = "The clock goes on after its close.")
    @State
    public static class CloseAgainstSchedule {

        private final HandDrivenClock clock = new HandDrivenClock();

        private final PendingTimer timer = new PendingTimer(10, () -> {});

        @Actor
        public void clock() {
            clock.inbox.takeOver(clock.wheel);
        }

        @Actor
        public void closer() {
            clock.inbox.close();
        }

        @Actor
        public void scheduler() {
            clock.inbox.put(timer);
        }

        @Arbiter
        public void isLeft(LL_Result r) {
            r.r1 = clock.inbox.takeOver(clock.wheel);
            r.r2 = timer.isAwaited();
        }
    }

    /** What the clock's thread does, as the thread of a race does it. */
    private static final class HandDrivenClock {

        final TimerWheel wheel = new TimerWheel();

        final AtomicInteger wakeUps = new AtomicInteger();

        final TimerInbox inbox = new TimerInbox(wakeUps::incrementAndGet);

        int runs;

        /** Answers until when it rests. */
        long goToRest() {
            long until;
            do {
                inbox.takeOver(wheel);
                until = inbox.rest(wheel.next());
            } while (until == TimerInbox.AWAKE);
            return until;
        }

        void runUntil(long tick) {
            inbox.takeOver(wheel);
            wheel.advance(tick);
            for (PendingTimer due = wheel.poll(); due != null; due = wheel.poll()) {
                Runnable task = due.take();
                if (task != null) {
                    task.run();
                }
            }
        }
    }
}
