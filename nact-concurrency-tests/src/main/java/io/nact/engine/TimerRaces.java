package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.ActorContext;
import io.nact.Behaviors;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Timers of an actor that are due while it cancels or replaces them: nothing of what is over arrives. */
class TimerRaces {

    private TimerRaces() {}

    @JCStressTest
    @Description("An actor cancels a timer when it is due.")
    @Outcome(id = "\\[cancelled true\\]", expect = ACCEPTABLE, desc = "Nothing of it arrives.")
    @Outcome(id = "\\[tick of 1, cancelled false\\]", expect = ACCEPTABLE, desc = "It has arrived before.")
    @Outcome(id = ".*cancelled.* tick.*", expect = FORBIDDEN, desc = "It arrives although it has been cancelled.")
    @Outcome(expect = FORBIDDEN, desc = "The actor is told wrong, or it arrives twice.")
    @State
    public static class CancelAgainstDue {

        private final Ticking ticking = new Ticking(Ticking.Kind.SINGLE);

        public CancelAgainstDue() {
            ticking.cell.tell("cancel");
        }

        @Actor
        public void owner() {
            ticking.run();
        }

        @Actor
        public void clock() {
            ticking.fire();
        }

        @Arbiter
        public void handled(L_Result r) {
            r.r1 = ticking.handled();
        }
    }

    @JCStressTest
    @Description("An actor cancels a timer that goes on and on when it is due.")
    @Outcome(id = "\\[cancelled true\\]", expect = ACCEPTABLE, desc = "Nothing of it arrives.")
    @Outcome(id = "\\[tick of 1, cancelled true\\]", expect = ACCEPTABLE, desc = "It has arrived once, before.")
    @Outcome(id = ".*cancelled.* tick.*", expect = FORBIDDEN, desc = "It arrives although it has been cancelled.")
    @Outcome(expect = FORBIDDEN, desc = "The actor is told wrong, or it arrives twice.")
    @State
    public static class CancelOfManyAgainstDue {

        private final Ticking ticking = new Ticking(Ticking.Kind.MANY);

        public CancelOfManyAgainstDue() {
            ticking.cell.tell("cancel");
        }

        @Actor
        public void owner() {
            ticking.run();
        }

        @Actor
        public void clock() {
            ticking.fire();
        }

        @Arbiter
        public void handled(L_Result r) {
            r.r1 = ticking.handled();
        }
    }

    @JCStressTest
    @Description("An actor replaces a timer when it is due.")
    @Outcome(id = "\\[replaced, replacement\\]", expect = ACCEPTABLE, desc = "Only the new one arrives.")
    @Outcome(
            id = "\\[tick of 1, replaced, replacement\\]",
            expect = ACCEPTABLE,
            desc = "The old one has arrived before.")
    @Outcome(id = ".*replaced,.* tick.*", expect = FORBIDDEN, desc = "The old one arrives although it is replaced.")
    @Outcome(expect = FORBIDDEN, desc = "The new one is lost, or arrives twice.")
    @State
    public static class ReplaceAgainstDue {

        private final Ticking ticking = new Ticking(Ticking.Kind.SINGLE);

        public ReplaceAgainstDue() {
            ticking.cell.tell("replace");
        }

        @Actor
        public void owner() {
            ticking.run();
        }

        @Actor
        public void clock() {
            ticking.fire();
        }

        @Arbiter
        public void handled(L_Result r) {
            r.r1 = ticking.handled();
        }
    }

    @JCStressTest
    @Description("An actor is reset when its timer is due, and starts a timer of the same key in its next life.")
    @Outcome(id = "\\[tick of 2\\]", expect = ACCEPTABLE, desc = "Only that of the next life arrives.")
    @Outcome(id = "\\[tick of 1, tick of 2\\]", expect = ACCEPTABLE, desc = "The old one has arrived in its own life.")
    @Outcome(expect = FORBIDDEN, desc = "The timer of one life reaches the next, or that one's is lost.")
    @State
    public static class ResetAgainstDue {

        private final Ticking ticking = new Ticking(Ticking.Kind.SINGLE);

        @Actor
        public void resetter() {
            ticking.cell.signal(new Signal.Reset(false));
            ticking.run();
        }

        @Actor
        public void clock() {
            ticking.fire();
        }

        @Arbiter
        public void handled(L_Result r) {
            r.r1 = ticking.handled();
        }
    }

    /** An actor that has started a timer, of one message or of many, and notes what comes of it. */
    private static final class Ticking {

        private final Bench bench = Bench.started();

        private final AtomicInteger lives = new AtomicInteger();

        private final List<String> handled = new CopyOnWriteArrayList<>();

        final Cell<String> cell;

        /** How often its timer is due. */
        enum Kind {
            SINGLE,
            MANY
        }

        Ticking(Kind kind) {
            cell = bench.spawn("actor", Behaviors.statefulFrom(context -> start(kind, context), this::handle));
            bench.dispatcher.runAll();
        }

        private int start(Kind kind, ActorContext<String> context) {
            int life = lives.incrementAndGet();
            if (kind == Kind.SINGLE) {
                context.timers().startSingle("key", "tick of " + life, Bench.AN_HOUR);
            } else {
                context.timers().startFixedDelay("key", "tick of " + life, Bench.AN_HOUR);
            }
            return life;
        }

        private int handle(int life, String message, ActorContext<String> context) {
            switch (message) {
                case "cancel" -> handled.add("cancelled " + context.timers().cancel("key"));
                case "replace" -> {
                    handled.add("replaced");
                    context.timers().startSingle("key", "replacement", Duration.ZERO);
                }
                default -> handled.add(message);
            }
            return life;
        }

        void run() {
            bench.dispatcher.runAll();
        }

        /** What the clock owes is due, and comes to the actor. */
        void fire() {
            bench.clock.fire();
            run();
        }

        /** What it has handled once all that is still due has come, too. */
        String handled() {
            run();
            fire();
            return handled.toString();
        }
    }
}
