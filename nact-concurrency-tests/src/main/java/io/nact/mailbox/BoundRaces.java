package io.nact.mailbox;

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

/** The bound of a mailbox, and its depth: what is full stays so until the owner takes something out. */
class BoundRaces {

    private BoundRaces() {}

    @JCStressTest
    @Description("Two senders meet a mailbox with one free place.")
    @Outcome(id = "QUEUED, FULL, 1", expect = ACCEPTABLE, desc = "The first sender gets the place.")
    @Outcome(id = "FULL, QUEUED, 1", expect = ACCEPTABLE, desc = "The second sender gets the place.")
    @Outcome(id = "QUEUED, QUEUED, .*", expect = FORBIDDEN, desc = "The mailbox holds more than it may.")
    @Outcome(id = "FULL, FULL, .*", expect = FORBIDDEN, desc = "A mailbox with a free place refuses.")
    @Outcome(expect = FORBIDDEN, desc = "The depth is wrong.")
    @State
    public static class TwoSendersToOnePlace {

        private final Mailbox mailbox = Owned.bounded(1);

        @Actor
        public void first(LLL_Result r) {
            r.r1 = mailbox.offer(new Envelope("first"));
        }

        @Actor
        public void second(LLL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
        }

        @Arbiter
        public void depth(LLL_Result r) {
            r.r3 = mailbox.depth();
        }
    }

    @JCStressTest
    @Description("The owner takes a message out of a full mailbox while another one comes in.")
    @Outcome(id = "first, QUEUED, 1", expect = ACCEPTABLE, desc = "The place is free in time.")
    @Outcome(id = "first, FULL, 0", expect = ACCEPTABLE, desc = "The message comes too early.")
    @Outcome(expect = FORBIDDEN, desc = "The depth is wrong, or the waiting message is not found.")
    @State
    public static class PollAgainstSendToFull {

        private final Mailbox mailbox = Owned.bounded(1);

        public PollAgainstSendToFull() {
            mailbox.offer(new Envelope("first"));
        }

        @Actor
        public void owner(LLL_Result r) {
            r.r1 = Owned.take(mailbox);
        }

        @Actor
        public void sender(LLL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
        }

        @Arbiter
        public void depth(LLL_Result r) {
            r.r3 = mailbox.depth();
        }
    }

    @JCStressTest
    @Description(
            "Somebody reads the depth twice while an owner sends itself messages, one at a time, and takes them out.")
    @Outcome(id = "[01], [01]", expect = ACCEPTABLE, desc = "As many as there are.")
    @Outcome(expect = FORBIDDEN, desc = "A depth below nothing, or above what there ever was.")
    @State
    public static class DepthAgainstSendAndPoll {

        private final Mailbox mailbox = Owned.bounded(2);

        @Actor
        public void owner() {
            for (int i = 0; i < 4; i++) {
                mailbox.offer(new Envelope("message"));
                Owned.take(mailbox);
            }
        }

        @Actor
        public void reader(LL_Result r) {
            r.r1 = mailbox.depth();
            r.r2 = mailbox.depth();
        }
    }

    @JCStressTest
    @Description("One sender wakes the actor, another sends behind and reads the depth: its own message counts.")
    @Outcome(id = "WAKE, QUEUED, 2, 2", expect = ACCEPTABLE, desc = "It comes behind the first.")
    @Outcome(id = "QUEUED, WAKE, [12], 2", expect = ACCEPTABLE, desc = "It comes first, and the other may be there.")
    @Outcome(expect = FORBIDDEN, desc = "A message that has been sent does not count, or the actor has two owners.")
    @State
    public static class DepthAfterSendToIdle {

        private final Mailbox mailbox = Mailboxes.bounded(2).create(dropped -> {});

        @Actor
        public void first(LLLL_Result r) {
            r.r1 = mailbox.offer(new Envelope("first"));
        }

        @Actor
        public void second(LLLL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second"));
            r.r3 = mailbox.depth();
        }

        @Arbiter
        public void depth(LLLL_Result r) {
            r.r4 = mailbox.depth();
        }
    }

    @JCStressTest
    @Description("A sender meets an actor that is idle, runs and is idle again; whoever wakes it takes what there is.")
    @Outcome(id = "[0-4], 0, true, 5", expect = ACCEPTABLE, desc = "Nothing waits, and the numbers have gone on.")
    @Outcome(expect = FORBIDDEN, desc = "A number given twice, a message left, or an actor that has no owner.")
    @State
    public static class SendOverIdlePeriods {

        private final Mailbox mailbox = Mailboxes.unbounded().create(dropped -> {});

        @Actor
        public void slow(LLLL_Result r) {
            sendAndRun("slow");
        }

        @Actor
        public void quick(LLLL_Result r) {
            for (int i = 0; i < 3; i++) {
                sendAndRun("quick");
            }
            r.r1 = mailbox.depth();
        }

        @Arbiter
        public void after(LLLL_Result r) {
            r.r2 = mailbox.depth();
            r.r3 = mailbox.isIdle();
            Envelope last = new Envelope("last");
            mailbox.offer(last);
            r.r4 = last.number();
        }

        private void sendAndRun(String message) {
            if (mailbox.offer(new Envelope(message)) == Mailbox.Offer.WAKE) {
                do {
                    Owned.takeAll(mailbox);
                } while (!mailbox.rest());
            }
        }
    }

    @JCStressTest
    @Description("Somebody reads the depth while a full mailbox is closed.")
    @Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Before.")
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Afterwards.")
    @Outcome(expect = FORBIDDEN, desc = "Something between.")
    @State
    public static class DepthAgainstClose {

        private final Mailbox mailbox = Owned.unboundedWith("first", "second");

        @Actor
        public void owner(LL_Result r) {
            r.r1 = mailbox.close().size();
        }

        @Actor
        public void reader(LL_Result r) {
            r.r2 = mailbox.depth();
        }
    }
}
