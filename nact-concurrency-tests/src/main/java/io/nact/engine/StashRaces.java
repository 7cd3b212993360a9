package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Messages that have been set aside: each is handled in the end, or told of. */
class StashRaces {

    private static final RuntimeException BROKEN = new IllegalStateException("broken");

    private StashRaces() {}

    @JCStressTest
    @Description("One of several parallel turns puts a stashed message back while the owner goes to rest.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The message is handled.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "The message sleeps.")
    @Outcome(expect = FORBIDDEN, desc = "The message is handled twice, or counted for ever.")
    @State
    public static class UnstashAgainstRest {

        private final Stashing stashing = new Stashing(2);

        /** Beside those that the owner knows, so that it may rest. */
        private final Turn<Ping> beside = new Turn<>(stashing.cell);

        public UnstashAgainstRest() {
            stashing.cell.tell(new Ping());
            stashing.bench.dispatcher.runAll();
            stashing.stashes = false;
            stashing.cell.wake();
        }

        @Actor
        public void owner() {
            stashing.bench.dispatcher.runAll();
        }

        @Actor
        public void beside() {
            beside.stash().unstashAll();
        }

        @Arbiter
        public void handled(LL_Result r) {
            stashing.bench.dispatcher.runAll();
            r.r1 = stashing.handled.get();
            r.r2 = stashing.cell.waiting();
        }
    }

    @JCStressTest
    @Description("A turn stashes its message while somebody gives up on the actor.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "A dead letter before its turn.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "A dead letter out of the stash.")
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "In hand when the actor was given up on, and lost with the turn.")
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The message is lost in silence.")
    @Outcome(expect = FORBIDDEN, desc = "The message is told of twice.")
    @State
    public static class StashAgainstAbandon {

        private final Stashing stashing = new Stashing(1);

        public StashAgainstAbandon() {
            stashing.cell.tell(new Ping());
        }

        @Actor
        public void owner() {
            stashing.bench.dispatcher.runAll();
        }

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(stashing.cell, BROKEN));
        }

        @Arbiter
        public void fate(LL_Result r) {
            stashing.bench.dispatcher.runAll();
            r.r1 = stashing.stashed.get();
            r.r2 = stashing.bench.system.deadLetters(Reason.STOPPED);
        }
    }

    @JCStressTest
    @Description("A turn stashes a request while somebody gives up on the actor.")
    @Outcome(id = "ActorStoppedException, 0, ENDED", expect = ACCEPTABLE, desc = "The asker learns of it.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker learns only from its timeout.")
    @Outcome(expect = FORBIDDEN, desc = "The system holds the ask for ever, or the actor never ends.")
    @State
    public static class StashOfAskAgainstAbandon {

        private final Stashing stashing = new Stashing(1);

        private final CompletableFuture<String> ask = stashing.cell.ask(new Ping());

        @Actor
        public void owner() {
            stashing.bench.dispatcher.runAll();
        }

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(stashing.cell, BROKEN));
        }

        @Arbiter
        public void settled(LLL_Result r) {
            stashing.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(ask);
            r.r2 = stashing.bench.system.asks().size();
            r.r3 = stashing.cell.status();
        }
    }

    /** An actor that stashes what it gets until it is told otherwise. */
    private static final class Stashing {

        final Bench bench = Bench.started();

        final AtomicInteger stashed = new AtomicInteger();

        final AtomicInteger handled = new AtomicInteger();

        final Cell<Ping> cell;

        volatile boolean stashes = true;

        Stashing(int concurrency) {
            Behavior<Ping> behavior = Behaviors.stateless((ping, context) -> {
                if (stashes) {
                    context.stash().add();
                    stashed.incrementAndGet();
                } else {
                    handled.incrementAndGet();
                }
            });
            cell = bench.spawn("actor", behavior.concurrency(concurrency));
            bench.dispatcher.runAll();
        }
    }
}
