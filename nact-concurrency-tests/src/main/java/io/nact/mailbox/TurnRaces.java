package io.nact.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** What one thread did before it sent or rested is seen by the turn that follows; the order of one sender is kept. */
class TurnRaces {

    private TurnRaces() {}

    @JCStressTest
    @Description("One sender sends two messages while the owner takes what there is, twice.")
    @Outcome(id = "null, null", expect = ACCEPTABLE, desc = "Nothing is there yet.")
    @Outcome(id = "null, first", expect = ACCEPTABLE, desc = "The first comes in between.")
    @Outcome(id = "first, null", expect = ACCEPTABLE, desc = "The second is not there yet.")
    @Outcome(id = "first, second", expect = ACCEPTABLE, desc = "Both are there.")
    @Outcome(expect = FORBIDDEN, desc = "The second has overtaken the first.")
    @State
    public static class OrderOfOneSender {

        private final Mailbox mailbox = Owned.unbounded();

        @Actor
        public void sender() {
            mailbox.offer(new Envelope("first"));
            mailbox.offer(new Envelope("second"));
        }

        @Actor
        public void owner(LL_Result r) {
            r.r1 = Owned.take(mailbox);
            r.r2 = Owned.take(mailbox);
        }
    }

    @JCStressTest
    @Description(
            "A sender fills plain fields, of the message and beside it, and sends; the owner reads them in its turn.")
    @Outcome(id = "null, null", expect = ACCEPTABLE, desc = "No message yet.")
    @Outcome(id = "filled, filled", expect = ACCEPTABLE, desc = "The turn sees what happened before the send.")
    @Outcome(expect = FORBIDDEN, desc = "The turn sees half of it.")
    @State
    public static class SendIsSeenByTheTurn {

        private final Mailbox mailbox = Owned.unbounded();

        private String beside = "empty";

        @Actor
        public void sender() {
            Letter letter = new Letter();
            letter.content = "filled";
            beside = "filled";
            mailbox.offer(new Envelope(letter));
        }

        @Actor
        public void owner(LL_Result r) {
            if (Owned.take(mailbox) instanceof Letter letter) {
                r.r1 = letter.content;
                r.r2 = beside;
            }
        }

        private static final class Letter {

            private String content = "empty";
        }
    }

    @JCStressTest
    @Description("An owner writes the actor's state and rests; somebody claims the right to run and reads the state.")
    @Outcome(id = "true, null", expect = ACCEPTABLE, desc = "Not claimed.")
    @Outcome(id = "true, written", expect = ACCEPTABLE, desc = "The next owner sees what the one before wrote.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "The next owner sees an older state, or the right was taken from the one before.")
    @State
    public static class HandOverByClaim {

        private final Mailbox mailbox = Owned.unbounded();

        private String state = "unwritten";

        @Actor
        public void owner(LL_Result r) {
            state = "written";
            r.r1 = mailbox.rest();
        }

        @Actor
        public void next(LL_Result r) {
            if (mailbox.claim()) {
                r.r2 = state;
            }
        }
    }

    @JCStressTest
    @Description("An owner writes the actor's state and rests; a sender takes the right to run and reads the state.")
    @Outcome(id = "false, null", expect = ACCEPTABLE, desc = "The owner goes on.")
    @Outcome(id = "true, written", expect = ACCEPTABLE, desc = "The next owner sees what the one before wrote.")
    @Outcome(expect = FORBIDDEN, desc = "The next owner sees an older state, or two own the actor, or none.")
    @State
    public static class HandOverBySend {

        private final Mailbox mailbox = Owned.unbounded();

        private String state = "unwritten";

        @Actor
        public void owner(LL_Result r) {
            state = "written";
            r.r1 = mailbox.rest();
        }

        @Actor
        public void next(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("message")) == Mailbox.Offer.WAKE ? state : null;
        }
    }

    @JCStressTest
    @Description("An owner takes a message, clears it and rests; the next owner takes the message sent meanwhile.")
    @Outcome(id = "first, null", expect = ACCEPTABLE, desc = "The owner goes on.")
    @Outcome(id = "first, second", expect = ACCEPTABLE, desc = "The next owner goes on where the one before left off.")
    @Outcome(expect = FORBIDDEN, desc = "A message is found twice, or not at all.")
    @State
    public static class HandOverOfTheQueue {

        private final Mailbox mailbox = Owned.unboundedWith("first");

        @Actor
        public void owner(LL_Result r) {
            r.r1 = Owned.take(mailbox);
            mailbox.rest();
        }

        @Actor
        public void next(LL_Result r) {
            r.r2 = mailbox.offer(new Envelope("second")) == Mailbox.Offer.WAKE ? Owned.take(mailbox) : null;
        }
    }
}
