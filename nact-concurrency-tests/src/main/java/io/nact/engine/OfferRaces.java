package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Mailboxes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** Messages that wait for room: each is queued or given back, and its sender learns which. */
class OfferRaces {

    private static final RuntimeException BROKEN = new IllegalStateException("broken");

    private OfferRaces() {}

    @JCStressTest
    @Description("A message is offered to a full mailbox while the owner takes from it.")
    @Outcome(id = "true, null, \\[waiting, offered\\]", expect = ACCEPTABLE, desc = "There is room at once.")
    @Outcome(id = "false, null, \\[waiting, offered\\]", expect = ACCEPTABLE, desc = "It waits, and is let in.")
    @Outcome(id = ".*, open, .*", expect = FORBIDDEN, desc = "The message sleeps outside.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost, handled twice, or refused.")
    @State
    public static class OfferAgainstTake {

        private final Full full = new Full();

        @Actor
        public void owner() {
            full.run();
        }

        @Actor
        public void sender(LLL_Result r) {
            r.r1 = full.offer("offered").isDone();
        }

        @Arbiter
        public void taken(LLL_Result r) {
            full.run();
            r.r2 = full.outcome(0);
            r.r3 = full.handled.toString();
        }
    }

    @JCStressTest
    @Description("A message waits for room, and another is offered while the owner makes room.")
    @Outcome(
            id = "null, null, \\[waiting, first, second\\]",
            expect = ACCEPTABLE,
            desc = "Both are let in, in the order in which they were sent.")
    @Outcome(id = ".*open.*", expect = FORBIDDEN, desc = "A message sleeps outside.")
    @Outcome(expect = FORBIDDEN, desc = "The second has overtaken the first, or one is lost.")
    @State
    public static class OfferAgainstAdmit {

        private final Full full = new Full();

        public OfferAgainstAdmit() {
            full.offer("first");
        }

        @Actor
        public void owner() {
            full.run();
        }

        @Actor
        public void sender() {
            full.offer("second");
        }

        @Arbiter
        public void taken(LLL_Result r) {
            full.run();
            r.r1 = full.outcome(0);
            r.r2 = full.outcome(1);
            r.r3 = full.handled.toString();
        }
    }

    @JCStressTest
    @Description("A sender takes its offer back while the owner makes room for it.")
    @Outcome(id = "false, null, \\[waiting, offered\\]", expect = ACCEPTABLE, desc = "It is queued, and stays so.")
    @Outcome(
            id = "true, CancellationException, \\[waiting\\]",
            expect = ACCEPTABLE,
            desc = "It is taken back, and never handled.")
    @Outcome(id = "true, .*offered.*", expect = FORBIDDEN, desc = "It is taken back and handled.")
    @Outcome(id = "false, .*waiting\\]", expect = FORBIDDEN, desc = "It is neither taken back nor handled.")
    @Outcome(expect = FORBIDDEN, desc = "The sender is told something else.")
    @State
    public static class CancelAgainstAdmit {

        private final Full full = new Full();

        private final CompletableFuture<Void> offer = full.offer("offered");

        @Actor
        public void owner() {
            full.run();
        }

        @Actor
        public void sender(LLL_Result r) {
            r.r1 = offer.cancel(false);
        }

        @Arbiter
        public void fate(LLL_Result r) {
            full.run();
            r.r2 = full.outcome(0);
            r.r3 = full.handled.toString();
        }
    }

    @JCStressTest
    @Description("A sender takes the first of two offers back while the owner makes room: the second comes in anyway.")
    @Outcome(
            id = "false, null, null, \\[waiting, first, second\\]",
            expect = ACCEPTABLE,
            desc = "The first is queued before.")
    @Outcome(
            id = "true, CancellationException, null, \\[waiting, second\\]",
            expect = ACCEPTABLE,
            desc = "The first is taken back.")
    @Outcome(expect = FORBIDDEN, desc = "The second sleeps behind one that is gone, or the first is in two hands.")
    @State
    public static class CancelOfFirstAgainstAdmit {

        private final Full full = new Full();

        private final CompletableFuture<Void> first = full.offer("first");

        public CancelOfFirstAgainstAdmit() {
            full.offer("second");
        }

        @Actor
        public void owner() {
            full.run();
        }

        @Actor
        public void sender(LLLL_Result r) {
            r.r1 = first.cancel(false);
        }

        @Arbiter
        public void fates(LLLL_Result r) {
            full.run();
            r.r2 = full.outcome(0);
            r.r3 = full.outcome(1);
            r.r4 = full.handled.toString();
        }
    }

    @JCStressTest
    @Description("A message is offered to a full mailbox while the actor stops.")
    @Outcome(
            id = "null, 2",
            expect = ACCEPTABLE,
            desc = "It was queued, and is handled or a dead letter like the other.")
    @Outcome(id = "ActorStoppedException, 1", expect = ACCEPTABLE, desc = "The sender learns that it was not queued.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The sender never learns.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, or has two fates.")
    @State
    public static class OfferAgainstStop {

        private final Full full = new Full();

        @Actor
        public void stopper() {
            full.cell.signal(new Signal.Stop());
            full.run();
        }

        @Actor
        public void sender() {
            full.offer("offered");
            full.run();
        }

        @Arbiter
        public void fates(LL_Result r) {
            full.run();
            r.r1 = full.outcome(0);
            r.r2 = full.fates();
        }
    }

    @JCStressTest
    @Description("A message is offered to a full mailbox while somebody gives up on the actor, whose owner is lost.")
    @Outcome(id = "ActorStoppedException, 1", expect = ACCEPTABLE, desc = "The sender learns that it was not queued.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The sender never learns.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, or has two fates.")
    @State
    public static class OfferAgainstAbandon {

        private final Full full = new Full();

        public OfferAgainstAbandon() {
            full.bench.dispatcher.forget();
        }

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(full.cell, BROKEN));
        }

        @Actor
        public void sender() {
            full.offer("offered");
        }

        @Arbiter
        public void fates(LL_Result r) {
            full.run();
            r.r1 = full.outcome(0);
            r.r2 = full.fates();
        }
    }

    @JCStressTest
    @Description("A message is offered to a full mailbox just when the actor ends.")
    @Outcome(id = "ActorStoppedException", expect = ACCEPTABLE, desc = "The sender learns that it was not queued.")
    @Outcome(id = "open", expect = FORBIDDEN, desc = "The sender never learns.")
    @Outcome(expect = FORBIDDEN, desc = "The message is queued where nobody takes it.")
    @State
    public static class OfferAgainstEnd {

        private final Full full = new Full();

        public OfferAgainstEnd() {
            full.bench.dispatcher.forget();
        }

        @Actor
        public void owner() {
            Bench.asEngine(() -> full.cell.end(Cell.Status.ALIVE));
        }

        @Actor
        public void sender() {
            full.offer("offered");
        }

        @Arbiter
        public void fate(L_Result r) {
            full.run();
            r.r1 = full.outcome(0);
        }
    }

    /** An actor whose mailbox has room for one message, which it has. */
    private static final class Full {

        final Bench bench = Bench.started();

        final List<String> handled = new CopyOnWriteArrayList<>();

        final Cell<String> cell = bench.spawn(
                "actor",
                Behaviors.<Integer, String>stateful(0, (state, message, context) -> {
                            handled.add(message);
                            return state;
                        })
                        .mailbox(Mailboxes.bounded(1)));

        private final List<CompletableFuture<Void>> offers = new CopyOnWriteArrayList<>();

        Full() {
            bench.dispatcher.runAll();
            cell.tell("waiting");
        }

        void run() {
            bench.dispatcher.runAll();
        }

        CompletableFuture<Void> offer(String message) {
            CompletableFuture<Void> offer = cell.offer(message);
            offers.add(offer);
            return offer;
        }

        String outcome(int offer) {
            return Bench.outcome(offers.get(offer));
        }

        /** How many messages have been handled or have become dead letters. */
        long fates() {
            return handled.size() + bench.system.deadLetters(Reason.STOPPED);
        }
    }
}
