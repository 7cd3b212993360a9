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

/** Closing a mailbox that is still sent to: a message is refused or it is handed over, never neither and never both. */
class CloseRaces {

    private CloseRaces() {}

    @JCStressTest
    @Description("An owner closes its mailbox while a message comes in.")
    @Outcome(id = "1, QUEUED", expect = ACCEPTABLE, desc = "The closer gets the message.")
    @Outcome(id = "0, CLOSED", expect = ACCEPTABLE, desc = "The sender keeps the message.")
    @Outcome(id = "0, QUEUED", expect = FORBIDDEN, desc = "The message is lost.")
    @Outcome(id = "1, CLOSED", expect = FORBIDDEN, desc = "The message is in two hands.")
    @Outcome(expect = FORBIDDEN, desc = "A closed mailbox has somebody run it.")
    @State
    public static class CloseAgainstSend {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = mailbox.close().size();
        }

        @Actor
        public void sender(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("message"));
        }
    }

    @JCStressTest
    @Description("An owner closes its mailbox while a second message comes in behind a first.")
    @Outcome(id = "[first, second], QUEUED", expect = ACCEPTABLE, desc = "The closer gets both, in order.")
    @Outcome(id = "[first], CLOSED", expect = ACCEPTABLE, desc = "The sender keeps the second message.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, doubled, or out of order.")
    @State
    public static class CloseAgainstSecondSend {

        private final Mailbox mailbox = Owned.unboundedWith("first");

        @Actor
        public void owner(LL_Result r) {
            r.r1 = Owned.contents(mailbox.close());
        }

        @Actor
        public void sender(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
        }
    }

    @JCStressTest
    @Description("An owner with nothing left to do closes its mailbox, as for a passivation, while a message comes in.")
    @Outcome(id = "true, CLOSED, null", expect = ACCEPTABLE, desc = "Closed: the sender looks for a successor.")
    @Outcome(id = "false, QUEUED, message", expect = ACCEPTABLE, desc = "Not closed: the owner handles the message.")
    @Outcome(id = "true, QUEUED, .*", expect = FORBIDDEN, desc = "The message is lost.")
    @Outcome(expect = FORBIDDEN, desc = "The message is refused by an open mailbox, or in two hands.")
    @State
    public static class CloseIfEmptyAgainstSend {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void owner(LLL_Result r) {
            r.r1 = mailbox.closeIfEmpty();
        }

        @Actor
        public void sender(LLL_Result r) {
            r.r2 = mailbox.offer(new Envelope("message"));
        }

        @Arbiter
        public void next(LLL_Result r) {
            r.r3 = Owned.take(mailbox);
        }
    }

    @JCStressTest
    @Description("Somebody claims the right to run while the owner closes the mailbox.")
    @Outcome(id = "0, false", expect = ACCEPTABLE, desc = "The owner has the right throughout.")
    @Outcome(expect = FORBIDDEN, desc = "The actor runs twice at once, or a message comes from nowhere.")
    @State
    public static class CloseAgainstClaim {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void owner(LL_Result r) {
            r.r1 = mailbox.close().size();
        }

        @Actor
        public void signaller(LL_Result r) {
            r.r2 = mailbox.claim();
        }
    }

    @JCStressTest
    @Description("Two close a mailbox in which one message waits.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first gets the message.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second gets the message.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost or in two hands.")
    @State
    public static class TwoCloses {

        private final Mailbox mailbox = Owned.unboundedWith("message");

        @Actor
        public void first(LL_Result r) {
            r.r1 = mailbox.close().size();
        }

        @Actor
        public void second(LL_Result r) {
            r.r2 = mailbox.close().size();
        }
    }

    @JCStressTest
    @Description("A mailbox is closed because its owner is lost, who comes back just then and takes one message more.")
    @Outcome(id = "first, [second]", expect = ACCEPTABLE, desc = "The owner was first.")
    @Outcome(
            id = "first, [first, second]",
            expect = ACCEPTABLE,
            desc = "Both have it: nobody waits for the owner's turn.")
    @Outcome(id = "null, [first, second]", expect = ACCEPTABLE, desc = "The closer was first.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost or out of order.")
    @State
    public static class CloseAgainstLostOwner {

        private final Mailbox mailbox = Owned.unboundedWith("first", "second");

        @Actor
        public void owner(LL_Result r) {
            Envelope taken = mailbox.poll();
            r.r1 = taken == null ? null : taken.message();
        }

        @Actor
        public void closer(LL_Result r) {
            r.r2 = Owned.contents(mailbox.close());
        }
    }
}
