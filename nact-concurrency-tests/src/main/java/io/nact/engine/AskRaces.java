package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.event.DeadLetter.Reason;
import io.nact.mailbox.Envelope;
import io.nact.path.ActorPath;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Who settles an ask: exactly one, and then neither a timer nor the system holds it any more. */
class AskRaces {

    private AskRaces() {}

    @JCStressTest
    @Description("The reply comes when the time is up.")
    @Outcome(id = "reply, 0", expect = ACCEPTABLE, desc = "The asker gets the reply.")
    @Outcome(id = "AskTimeoutException, 0", expect = ACCEPTABLE, desc = "The asker learns that it took too long.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns.")
    @Outcome(expect = FORBIDDEN, desc = "A timer or the system holds the ask for ever.")
    @State
    public static class ReplyAgainstTimeout {

        private final Asking asking = new Asking().send();

        @Actor
        public void replier() {
            asking.reply();
        }

        @Actor
        public void clock() {
            Bench.asEngine(asking.bench.clock::fire);
        }

        @Arbiter
        public void settled(LL_Result r) {
            r.r1 = Bench.outcome(asking.ask);
            r.r2 = asking.held();
        }
    }

    @JCStressTest
    @Description("The asker cancels when the reply comes.")
    @Outcome(id = "false, reply, 0", expect = ACCEPTABLE, desc = "The reply is there, and cannot be cancelled.")
    @Outcome(id = "true, CancellationException, 0", expect = ACCEPTABLE, desc = "The asker has let go of it.")
    @Outcome(id = ".*, open, .*", expect = FORBIDDEN, desc = "The ask never ends.")
    @Outcome(expect = FORBIDDEN, desc = "Cancelled and replied to, or held for ever.")
    @State
    public static class CancelAgainstReply {

        private final Asking asking = new Asking().send();

        @Actor
        public void asker(LLL_Result r) {
            r.r1 = asking.ask.cancel(false);
        }

        @Actor
        public void replier() {
            asking.reply();
        }

        @Arbiter
        public void settled(LLL_Result r) {
            r.r2 = Bench.outcome(asking.ask);
            r.r3 = asking.held();
        }
    }

    @JCStressTest
    @Description("The asker cancels when the time is up.")
    @Outcome(id = "false, AskTimeoutException, 0", expect = ACCEPTABLE, desc = "It took too long.")
    @Outcome(id = "true, CancellationException, 0", expect = ACCEPTABLE, desc = "The asker has let go of it.")
    @Outcome(id = ".*, open, .*", expect = FORBIDDEN, desc = "The ask never ends.")
    @Outcome(expect = FORBIDDEN, desc = "Cancelled and timed out, or held for ever.")
    @State
    public static class CancelAgainstTimeout {

        private final Asking asking = new Asking().send();

        @Actor
        public void asker(LLL_Result r) {
            r.r1 = asking.ask.cancel(false);
        }

        @Actor
        public void clock() {
            Bench.asEngine(asking.bench.clock::fire);
        }

        @Arbiter
        public void settled(LLL_Result r) {
            r.r2 = Bench.outcome(asking.ask);
            r.r3 = asking.held();
        }
    }

    @JCStressTest
    @Description("Two fail the ask, each of which is told whether the asker will learn of it from them.")
    @Outcome(id = "true, false, ArithmeticException", expect = ACCEPTABLE, desc = "The first does.")
    @Outcome(id = "false, true, ClassCastException", expect = ACCEPTABLE, desc = "The second does.")
    @Outcome(expect = FORBIDDEN, desc = "Both or none, or the asker learns the other's.")
    @State
    public static class TwoFailures {

        private final Asking asking = new Asking().send();

        @Actor
        public void first(LLL_Result r) {
            Bench.asEngine(() -> r.r1 = asking.ask.failed(new ArithmeticException()));
        }

        @Actor
        public void second(LLL_Result r) {
            Bench.asEngine(() -> r.r2 = asking.ask.failed(new ClassCastException()));
        }

        @Arbiter
        public void settled(LLL_Result r) {
            r.r3 = Bench.outcome(asking.ask);
        }
    }

    @JCStressTest
    @Description("The reply comes while the asker still sets the clock.")
    @Outcome(id = "reply, 0", expect = ACCEPTABLE, desc = "The reply ends the ask.")
    @Outcome(
            id = "open, 2",
            expect = ACCEPTABLE,
            desc = "Not delivered in time for the replier: clock and system watch it.")
    @Outcome(id = "reply, .*", expect = FORBIDDEN, desc = "A timer or the system holds the ask although it is settled.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody watches the ask.")
    @State
    public static class SendAgainstReply {

        private final Asking asking = new Asking();

        @Actor
        public void asker() {
            asking.send();
        }

        @Actor
        public void replier() {
            if (asking.delivered) {
                asking.reply();
            }
        }

        @Arbiter
        public void settled(LL_Result r) {
            r.r1 = Bench.outcome(asking.ask);
            r.r2 = asking.held();
        }
    }

    @JCStressTest
    @Description("The system ends while somebody asks: the asker learns either way.")
    @Outcome(id = "reply, 0", expect = ACCEPTABLE, desc = "The actor could still answer.")
    @Outcome(id = "ActorStoppedException, 0", expect = ACCEPTABLE, desc = "It could not.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns.")
    @Outcome(expect = FORBIDDEN, desc = "The system holds the ask for ever.")
    @State
    public static class AskAgainstEndOfSystem {

        private final Bench bench = Bench.started();

        private final Cell<Ping> actor = bench.spawn("actor", Ping.answered());

        private @Nullable CompletableFuture<String> reply;

        public AskAgainstEndOfSystem() {
            bench.dispatcher.runAll();
        }

        @Actor
        public void stopper() {
            bench.system.stop();
            bench.dispatcher.runAll();
        }

        @Actor
        public void asker() {
            reply = actor.ask(new Ping());
            bench.dispatcher.runAll();
        }

        @Arbiter
        public void settled(LL_Result r) {
            bench.dispatcher.runAll();
            r.r1 = reply == null ? "lost" : Bench.outcome(reply);
            r.r2 = bench.system.asks().size();
        }
    }

    /** An ask on its way to somebody who only keeps it. */
    private static final class Asking extends MessageRef<Object> {

        final Bench bench = new Bench();

        final Ask<String> ask = Ask.of(this, Bench.AN_HOUR, false);

        volatile boolean delivered;

        Asking send() {
            ask.send("question", false);
            return this;
        }

        void reply() {
            Bench.asEngine(() -> ask.reply("reply"));
        }

        /** How many places still know the ask. */
        int held() {
            return bench.clock.running() + bench.system.asks().size();
        }

        @Override
        @Nullable
        Reason deliver(Envelope envelope, boolean patient) {
            delivered = true;
            return null;
        }

        @Override
        LocalSystem system() {
            return bench.system;
        }

        @Override
        public ActorPath path() {
            return bench.system.path().child("keeper");
        }
    }
}
