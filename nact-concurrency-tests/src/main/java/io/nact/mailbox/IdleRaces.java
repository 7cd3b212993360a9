package io.nact.mailbox;

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

/** Going idle, and who takes the right to run out again: no message sleeps, and no actor runs twice at once. */
class IdleRaces {

    private IdleRaces() {}

    @JCStressTest
    @Description("An owner with nothing left to do rests while a message comes in.")
    @Outcome(id = "true, WAKE", expect = ACCEPTABLE, desc = "The owner rests, and the sender has the actor run.")
    @Outcome(id = "false, QUEUED", expect = ACCEPTABLE, desc = "The owner sees the message and goes on.")
    @Outcome(id = "true, QUEUED", expect = FORBIDDEN, desc = "The message sleeps.")
    @Outcome(id = "false, WAKE", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class RestAgainstSend {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = mailbox.rest();
        }

        @Actor
        public void sender(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("message"));
        }
    }

    @JCStressTest
    @Description("An owner handles a message and rests while the next one comes in.")
    @Outcome(id = "true, WAKE", expect = ACCEPTABLE, desc = "The owner rests, and the sender has the actor run.")
    @Outcome(id = "false, QUEUED", expect = ACCEPTABLE, desc = "The owner sees the message and goes on.")
    @Outcome(id = "true, QUEUED", expect = FORBIDDEN, desc = "The message sleeps.")
    @Outcome(id = "false, WAKE", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class RestAfterTurnAgainstSend {

        private final Mailbox mailbox = Owned.unboundedWith("first");

        @Actor
        public void owner(LL_Result r) {
            Owned.take(mailbox);
            r.r1 = mailbox.rest();
        }

        @Actor
        public void sender(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
        }
    }

    @JCStressTest
    @Description("Two senders meet an idle actor.")
    @Outcome(id = "WAKE, QUEUED, 2", expect = ACCEPTABLE, desc = "The first sender has the actor run.")
    @Outcome(id = "QUEUED, WAKE, 2", expect = ACCEPTABLE, desc = "The second sender has the actor run.")
    @Outcome(id = "QUEUED, QUEUED, .*", expect = FORBIDDEN, desc = "Both messages sleep.")
    @Outcome(id = "WAKE, WAKE, .*", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost or counted twice.")
    @State
    public static class TwoSendersAgainstIdle {

        private final Mailbox mailbox = Mailboxes.unbounded().create(dropped -> {});

        @Actor
        public void first(LLL_Result r) {
            r.r1 = mailbox.offer(new Envelope("first"));
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
        }

        @Arbiter
        public void taken(LLL_Result r) {
            r.r3 = Owned.takeAll(mailbox).size();
        }
    }

    @JCStressTest
    @Description("Somebody with a signal claims an idle actor while a message comes in.")
    @Outcome(id = "true, QUEUED", expect = ACCEPTABLE, desc = "The signaller has the actor run.")
    @Outcome(id = "false, WAKE", expect = ACCEPTABLE, desc = "The sender has the actor run.")
    @Outcome(id = "false, QUEUED", expect = FORBIDDEN, desc = "Message and signal sleep.")
    @Outcome(id = "true, WAKE", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class ClaimAgainstSend {

        private final Mailbox mailbox = Mailboxes.unbounded().create(dropped -> {});

        @Actor
        public void signaller(LL_Result r) {
            r.r1 = mailbox.claim();
        }

        @Actor
        public void sender(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("message"));
        }
    }

    @JCStressTest
    @Description("Two claim an idle actor.")
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The first has it run.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The second has it run.")
    @Outcome(id = "false, false", expect = FORBIDDEN, desc = "Nobody has it run: the right is lost.")
    @Outcome(id = "true, true", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @State
    public static class TwoClaims {

        private final Mailbox mailbox = Mailboxes.unbounded().create(dropped -> {});

        @Actor
        public void first(LL_Result r) {
            r.r1 = mailbox.claim();
        }

        @Actor
        public void second(LL_Result r) {
            r.r2 = mailbox.claim();
        }
    }

    @JCStressTest
    @Description("An owner rests while somebody claims; no message comes.")
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "The owner rests, and the other one takes over.")
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The claim comes too early: the actor is idle.")
    @Outcome(id = "false, true, .*", expect = FORBIDDEN, desc = "The actor runs twice at once.")
    @Outcome(expect = FORBIDDEN, desc = "The right to run is lost or doubled.")
    @State
    public static class RestAgainstClaim {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void owner(LLL_Result r) {
            r.r1 = mailbox.rest();
        }

        @Actor
        public void signaller(LLL_Result r) {
            r.r2 = mailbox.claim();
        }

        @Arbiter
        public void idle(LLL_Result r) {
            r.r3 = mailbox.isIdle();
        }
    }
}
