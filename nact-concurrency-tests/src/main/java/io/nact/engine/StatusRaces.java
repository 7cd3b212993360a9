package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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

/** The steps of an actor on its way out, of which each is taken once, by its owner or by whoever gives up on it. */
class StatusRaces {

    private StatusRaces() {}

    @JCStressTest
    @Description("An actor ends while somebody begins to wait for that.")
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "The one who waits learns of it.")
    @Outcome(expect = FORBIDDEN, desc = "The one who waits never learns of it.")
    @State
    public static class EndAgainstEnding {

        private final Cell<Void> cell = new Bench().spawn("actor");

        private @Nullable CompletableFuture<?> ending;

        @Actor
        public void owner() {
            Bench.asEngine(() -> cell.end(Cell.Status.ALIVE));
        }

        @Actor
        public void waiter() {
            ending = cell.ending();
        }

        @Arbiter
        public void learnt(L_Result r) {
            r.r1 = ending != null && ending.isDone();
        }
    }

    @JCStressTest
    @Description("An actor with a waiting message stops while somebody gives up on it.")
    @Outcome(id = "ENDED, true, 1, [01]", expect = ACCEPTABLE, desc = "It has ended, and what waited is told of once.")
    @Outcome(id = "ENDED, true, .*, [01]", expect = FORBIDDEN, desc = "What waited is lost, or told of twice.")
    @Outcome(id = ".*, 2", expect = FORBIDDEN, desc = "It stops twice.")
    @Outcome(expect = FORBIDDEN, desc = "It never ends, or nobody learns of it.")
    @State
    public static class StopAgainstAbandon {

        private static final RuntimeException BROKEN = new IllegalStateException("broken");

        private final Bench bench = Bench.started();

        private final AtomicInteger afterStop = new AtomicInteger();

        private final Cell<Object> cell = bench.spawn(
                "actor",
                Behaviors.stateful(0, (state, message, context) -> state)
                        .afterStop((state, context) -> afterStop.incrementAndGet()));

        private final CompletableFuture<?> ending = cell.ending();

        public StopAgainstAbandon() {
            bench.dispatcher.runAll();
            cell.signal(new Signal.Stop());
            cell.tell("waiting");
        }

        @Actor
        public void owner() {
            bench.dispatcher.runAll();
        }

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(cell, BROKEN));
        }

        @Arbiter
        public void ended(LLLL_Result r) {
            bench.dispatcher.runAll();
            r.r1 = cell.status();
            r.r2 = ending.isDone();
            r.r3 = bench.system.deadLetters(Reason.STOPPED);
            r.r4 = afterStop.get();
        }
    }

    @JCStressTest
    @Description("An actor on its way out is given up on while the last of its children ends.")
    @Outcome(id = "ENDED, ENDED, true", expect = ACCEPTABLE, desc = "Both have ended, and who waits learns of it.")
    @Outcome(expect = FORBIDDEN, desc = "The end of the child is not noticed, and the actor never ends.")
    @State
    public static class AbandonAgainstLastChild {

        private static final RuntimeException BROKEN = new IllegalStateException("broken");

        private final Bench bench = Bench.started();

        private final Cell<Void> parent = bench.spawn("parent");

        private final Cell<Void> child = parent.children().spawn("child", Bench.idler());

        private final CompletableFuture<?> ending = parent.ending();

        public AbandonAgainstLastChild() {
            bench.dispatcher.runAll();
            parent.signal(new Signal.Stop());
            // The parent's turn, which has the child scheduled, and no more.
            parent.run();
        }

        @Actor
        public void childsOwner() {
            bench.dispatcher.runAll();
        }

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(parent, BROKEN));
        }

        @Arbiter
        public void ended(LLL_Result r) {
            bench.dispatcher.runAll();
            r.r1 = parent.status();
            r.r2 = child.status();
            r.r3 = ending.isDone();
        }
    }

    @JCStressTest
    @Description("An actor stops while somebody asks it: the asker learns either way.")
    @Outcome(id = "reply, 0", expect = ACCEPTABLE, desc = "The actor could still answer.")
    @Outcome(id = "ActorStoppedException, 0", expect = ACCEPTABLE, desc = "It could not.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns.")
    @Outcome(expect = FORBIDDEN, desc = "The system holds the ask for ever.")
    @State
    public static class StopAgainstAsk {

        private final Bench bench = Bench.started();

        private final Cell<Ping> cell = bench.spawn("actor", Ping.answered());

        private @Nullable CompletableFuture<String> reply;

        public StopAgainstAsk() {
            bench.dispatcher.runAll();
        }

        @Actor
        public void stopper() {
            cell.signal(new Signal.Stop());
            bench.dispatcher.runAll();
        }

        @Actor
        public void asker() {
            reply = cell.ask(new Ping());
            bench.dispatcher.runAll();
        }

        @Arbiter
        public void settled(LL_Result r) {
            bench.dispatcher.runAll();
            r.r1 = reply == null ? "lost" : Bench.outcome(reply);
            r.r2 = bench.system.asks().size();
        }
    }

    @JCStressTest
    @Description(
            "What an abandoned actor leaves is gathered while its lost owner, back for a moment, takes one message more.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The message is gathered; nobody waits for the owner's turn.")
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The owner has the message.")
    @Outcome(expect = FORBIDDEN, desc = "The abandoner fails, and the actor never ends.")
    @State
    public static class GatherAgainstLostOwner {

        private final Envelope envelope = new Envelope("message");

        @Actor
        public void owner() {
            envelope.clear();
        }

        @Actor
        public void abandoner(L_Result r) {
            try {
                r.r1 = new Undelivered(List.of(envelope), Ask::lifeEnded)
                        .messages()
                        .size();
            } catch (IllegalStateException emptied) {
                r.r1 = "failed";
            }
        }
    }

    @JCStressTest
    @Description("An actor ends while a message of its own comes back to it.")
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "The message is a dead letter, once.")
    @Outcome(id = "0", expect = FORBIDDEN, desc = "The message is lost in silence.")
    @Outcome(expect = FORBIDDEN, desc = "The message is counted twice.")
    @State
    public static class EndAgainstSignal {

        private final Bench bench = new Bench();

        private final Cell<Void> cell = bench.spawn("actor");

        @Actor
        public void owner() {
            Bench.asEngine(() -> cell.end(Cell.Status.ALIVE));
        }

        @Actor
        public void piper() {
            cell.signal(new Signal.SelfMessage("piped", 1, Deadline.NONE, null));
        }

        @Arbiter
        public void counted(L_Result r) {
            r.r1 = bench.system.deadLetters(Reason.STOPPED);
        }
    }

    @JCStressTest
    @Description("An actor ends while another one begins to watch it.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The watcher is told by the one that ends.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The watcher is told at once that it came too late.")
    @Outcome(id = "true, 0", expect = FORBIDDEN, desc = "The watcher never learns of it.")
    @Outcome(expect = FORBIDDEN, desc = "The watcher is told twice.")
    @State
    public static class EndAgainstWatch {

        private final Bench bench = new Bench();

        private final Cell<Void> cell = bench.spawn("actor");

        private final Cell<Void> watcher = bench.spawn("watcher");

        @Actor
        public void owner() {
            Bench.asEngine(() -> cell.end(Cell.Status.ALIVE));
        }

        @Actor
        public void watcher(LL_Result r) {
            r.r1 = cell.addWatch(new Watch(watcher, cell, cell, null));
        }

        @Arbiter
        public void told(LL_Result r) {
            r.r2 = watcher.takeSignals().size();
        }
    }
}
