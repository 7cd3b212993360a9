package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** The lane of signals beside the mailbox: a signal never sleeps, and brings one thread to run the actor, not two. */
class SignalRaces {

    private SignalRaces() {}

    @JCStressTest
    @Description("An owner with nothing left to do rests while a signal comes.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The owner rests, and the signaller has the actor run.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The owner sees the signal and goes on.")
    @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "The signal sleeps.")
    @Outcome(id = "false, 1", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class RestAgainstSignal {

        private final Puppet puppet = Puppet.owned();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = puppet.rest();
        }

        @Actor
        public void signaller() {
            puppet.signal();
        }

        @Arbiter
        public void scheduled(LL_Result r) {
            r.r2 = puppet.scheduled();
        }
    }

    @JCStressTest
    @Description("An owner that takes no message now waits for a signal, which comes just then; a message waits too.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The owner waits, and the signaller has the actor run.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The owner sees the signal and goes on.")
    @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "The signal sleeps.")
    @Outcome(id = "false, 1", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class AwaitSignalAgainstSignal {

        private final Puppet puppet = Puppet.owned();

        public AwaitSignalAgainstSignal() {
            puppet.tell("message");
        }

        @Actor
        public void owner(LL_Result r) {
            r.r1 = puppet.awaitSignal();
        }

        @Actor
        public void signaller() {
            puppet.signal();
        }

        @Arbiter
        public void scheduled(LL_Result r) {
            r.r2 = puppet.scheduled();
        }
    }

    @JCStressTest
    @Description("A message comes to an actor that waits for a signal, which comes at the same time.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The signal has it run, and the message waits.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "The signal sleeps.")
    @Outcome(expect = FORBIDDEN, desc = "The actor runs twice at once, or the message is lost.")
    @State
    public static class SignalAgainstSendToWaiting {

        private final Puppet puppet = Puppet.owned();

        public SignalAgainstSendToWaiting() {
            puppet.awaitSignal();
        }

        @Actor
        public void signaller() {
            puppet.signal();
        }

        @Actor
        public void sender() {
            puppet.tell("message");
        }

        @Arbiter
        public void scheduled(LL_Result r) {
            r.r1 = puppet.scheduled();
            r.r2 = puppet.mailbox().depth();
        }
    }

    @JCStressTest
    @Description("A signal and a message come to an idle actor.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "One of them has the actor run.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "Both sleep.")
    @Outcome(expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class SignalAgainstSend {

        private final Puppet puppet = Puppet.idle();

        @Actor
        public void signaller() {
            puppet.signal();
        }

        @Actor
        public void sender() {
            puppet.tell("message");
        }

        @Arbiter
        public void scheduled(L_Result r) {
            r.r1 = puppet.scheduled();
        }
    }

    @JCStressTest
    @Description("Two signals come to an idle actor.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "One of them has the actor run, which finds both.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "Both sleep.")
    @Outcome(expect = FORBIDDEN, desc = "The actor runs twice at once, or a signal is lost.")
    @State
    public static class TwoSignals {

        private final Puppet puppet = Puppet.idle();

        @Actor
        public void first() {
            puppet.signal();
        }

        @Actor
        public void second() {
            puppet.signal();
        }

        @Arbiter
        public void scheduled(LL_Result r) {
            r.r1 = puppet.scheduled();
            r.r2 = puppet.takeSignals().size();
        }
    }

    @JCStressTest
    @Description("An owner takes the signals there are and rests while one more comes.")
    @Outcome(id = "2, true, 0", expect = ACCEPTABLE, desc = "It is taken with the first.")
    @Outcome(id = "1, false, 0", expect = ACCEPTABLE, desc = "The owner sees it when it rests, and goes on.")
    @Outcome(id = "1, true, 1", expect = ACCEPTABLE, desc = "The owner rests, and the signaller has the actor run.")
    @Outcome(id = "1, true, 0", expect = FORBIDDEN, desc = "The signal sleeps.")
    @Outcome(id = "2, true, 1", expect = ACCEPTABLE, desc = "Taken already; the actor is run once more for nothing.")
    @Outcome(expect = FORBIDDEN, desc = "The actor runs twice at once, or a signal is lost.")
    @State
    public static class TakeAgainstSignal {

        private final Puppet puppet = Puppet.owned();

        public TakeAgainstSignal() {
            puppet.signal();
        }

        @Actor
        public void owner(LLL_Result r) {
            r.r1 = puppet.takeSignals().size();
            r.r2 = puppet.rest();
        }

        @Actor
        public void signaller() {
            puppet.signal();
        }

        @Arbiter
        public void scheduled(LLL_Result r) {
            r.r3 = puppet.scheduled();
        }
    }
}
