package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.ReplyRef;
import io.nact.event.DeadLetter.Reason;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A life that ends, by a stop, a drain or a reset, while messages and replies come: each has one fate. */
class LifeRaces {

    private static final RuntimeException BROKEN = new IllegalStateException("broken");

    private LifeRaces() {}

    @JCStressTest
    @Description("An actor stops while somebody sends it two messages.")
    @Outcome(id = "\\[\\], 2", expect = ACCEPTABLE, desc = "Both are dead letters.")
    @Outcome(id = "\\[first in 1\\], 1", expect = ACCEPTABLE, desc = "The stop goes before the second.")
    @Outcome(id = "\\[first in 1, second in 1\\], 0", expect = ACCEPTABLE, desc = "Both are handled.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, or handled and a dead letter, or overtaken.")
    @State
    public static class StopAgainstSend {

        private final Handling handling = new Handling();

        @Actor
        public void stopper() {
            handling.signal(new Signal.Stop());
        }

        @Actor
        public void sender() {
            handling.send();
        }

        @Arbiter
        public void fates(LL_Result r) {
            r.r1 = handling.handled();
            r.r2 = handling.deadLetters();
        }
    }

    @JCStressTest
    @Description("An actor is to handle what waits and then to stop while somebody sends it two messages.")
    @Outcome(id = "\\[\\], 2", expect = ACCEPTABLE, desc = "Both are dead letters.")
    @Outcome(id = "\\[first in 1\\], 1", expect = ACCEPTABLE, desc = "The second comes too late.")
    @Outcome(id = "\\[first in 1, second in 1\\], 0", expect = ACCEPTABLE, desc = "Both are handled.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, or handled and a dead letter, or overtaken.")
    @State
    public static class DrainAgainstSend {

        private final Handling handling = new Handling();

        @Actor
        public void stopper() {
            handling.signal(new Signal.Drain());
        }

        @Actor
        public void sender() {
            handling.send();
        }

        @Arbiter
        public void fates(LL_Result r) {
            r.r1 = handling.handled();
            r.r2 = handling.deadLetters();
        }
    }

    @JCStressTest
    @Description("An actor is reset while somebody sends it two messages.")
    @Outcome(id = "\\[first in 1, second in 1\\], 0", expect = ACCEPTABLE, desc = "Both before.")
    @Outcome(id = "\\[first in 1, second in 2\\], 0", expect = ACCEPTABLE, desc = "One in each life.")
    @Outcome(id = "\\[first in 2, second in 2\\], 0", expect = ACCEPTABLE, desc = "Both afterwards.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, handled twice, or overtaken.")
    @State
    public static class ResetAgainstSend {

        private final Handling handling = new Handling();

        @Actor
        public void resetter() {
            handling.signal(new Signal.Reset(false));
        }

        @Actor
        public void sender() {
            handling.send();
        }

        @Arbiter
        public void fates(LL_Result r) {
            r.r1 = handling.handled();
            r.r2 = handling.deadLetters();
        }
    }

    @JCStressTest
    @Description("An actor is reset while a reply comes that one of its turns has promised.")
    @Outcome(id = "reply, 0, 2", expect = ACCEPTABLE, desc = "The promise is kept before the life ends.")
    @Outcome(id = "ActorStoppedException, 0, 2", expect = ACCEPTABLE, desc = "The life ends before it is kept.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns.")
    @Outcome(expect = FORBIDDEN, desc = "The system holds the ask for ever, or there is no next life.")
    @State
    public static class ResetAgainstPromisedReply {

        private final Answering answering = Answering.promising();

        @Actor
        public void resetter() {
            answering.signal(new Signal.Reset(false));
        }

        @Actor
        public void replier() {
            answering.reply();
        }

        @Arbiter
        public void settled(LLL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.bench.system.asks().size();
            r.r3 = answering.lives.get();
        }
    }

    @JCStressTest
    @Description("An actor is reset while a stage completes that one of its turns waits for, and then replies.")
    @Outcome(id = "reply in 1, ALIVE, 0, 2", expect = ACCEPTABLE, desc = "The life ends after the turn.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns: the turn has been lost.")
    @Outcome(expect = FORBIDDEN, desc = "The reset breaks into the turn, or there is no next life.")
    @State
    public static class ResetAgainstReplyInHand {

        private final Answering answering = Answering.waiting();

        @Actor
        public void resetter() {
            answering.signal(new Signal.Reset(false));
        }

        @Actor
        public void replier() {
            answering.completeStage();
        }

        @Arbiter
        public void settled(LLL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.bench.system.asks().size();
            r.r3 = answering.lives.get();
        }
    }

    @JCStressTest
    @Description("An actor stops while a stage completes that one of its turns waits for, and then replies.")
    @Outcome(id = "reply in 1, ALIVE, ENDED", expect = ACCEPTABLE, desc = "The actor ends after the turn.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns: the turn has been lost.")
    @Outcome(expect = FORBIDDEN, desc = "The stop breaks into the turn, or the actor never ends.")
    @State
    public static class StopAgainstReplyInHand {

        private final Answering answering = Answering.waiting();

        @Actor
        public void stopper() {
            answering.signal(new Signal.Stop());
        }

        @Actor
        public void replier() {
            answering.completeStage();
        }

        @Arbiter
        public void settled(LL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.cell.status();
        }
    }

    @JCStressTest
    @Description("An actor is given up on while a stage completes that one of its turns waits for, and then replies.")
    @Outcome(id = "reply in 1, (ALIVE|ABANDONED), ENDED", expect = ACCEPTABLE, desc = "The turn has replied in time.")
    @Outcome(id = "ActorStoppedException, ENDED", expect = ACCEPTABLE, desc = "The asker learns that it will not.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker never learns.")
    @Outcome(expect = FORBIDDEN, desc = "The actor never ends.")
    @State
    public static class AbandonAgainstReplyInHand {

        private final Answering answering = Answering.waiting();

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(answering.cell, BROKEN));
        }

        @Actor
        public void replier() {
            answering.completeStage();
        }

        @Arbiter
        public void settled(LL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.cell.status();
        }
    }

    @JCStressTest
    @Description("An actor is given up on while a turn of it begins that promises an answer.")
    @Outcome(id = "ActorStoppedException, ENDED", expect = ACCEPTABLE, desc = "The asker learns that nothing comes.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker learns only from its timeout.")
    @Outcome(expect = FORBIDDEN, desc = "The actor never ends.")
    @State
    public static class AbandonAgainstPromise {

        private final Answering answering = new Answering(Answering.Manner.PROMISES);

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(answering.cell, BROKEN));
        }

        @Actor
        public void owner() {
            answering.bench.dispatcher.runAll();
        }

        @Arbiter
        public void settled(LL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.cell.status();
        }
    }

    @JCStressTest
    @Description("An actor is given up on while a turn of it begins that waits for a stage.")
    @Outcome(id = "ActorStoppedException, ENDED", expect = ACCEPTABLE, desc = "The asker learns that nothing comes.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker learns only from its timeout.")
    @Outcome(expect = FORBIDDEN, desc = "The actor never ends.")
    @State
    public static class AbandonAgainstOpening {

        private final Answering answering = new Answering(Answering.Manner.WAITS);

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(answering.cell, BROKEN));
        }

        @Actor
        public void owner() {
            answering.bench.dispatcher.runAll();
        }

        @Arbiter
        public void settled(LL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.cell.status();
        }
    }

    @JCStressTest
    @Description("An actor is given up on while one of several parallel turns begins, which answers nothing.")
    @Outcome(id = "ActorStoppedException, ENDED", expect = ACCEPTABLE, desc = "The asker learns that nothing comes.")
    @Outcome(id = "open, .*", expect = FORBIDDEN, desc = "The asker learns only from its timeout.")
    @Outcome(expect = FORBIDDEN, desc = "The actor never ends.")
    @State
    public static class AbandonAgainstBeside {

        private final Answering answering = new Answering(Answering.Manner.BESIDE);

        @Actor
        public void abandoner() {
            Bench.asEngine(() -> Abandonment.broken(answering.cell, BROKEN));
        }

        @Actor
        public void owner() {
            answering.bench.dispatcher.runAll();
        }

        @Arbiter
        public void settled(LL_Result r) {
            answering.bench.dispatcher.runAll();
            r.r1 = Bench.outcome(answering.ask);
            r.r2 = answering.cell.status();
        }
    }

    /** An actor in its first life that notes what it handles, and in which life. */
    private static final class Handling {

        private final Bench bench = Bench.started();

        private final List<String> handled = new CopyOnWriteArrayList<>();

        private final AtomicInteger lives = new AtomicInteger();

        private final Cell<String> cell = bench.spawn(
                "actor", Behaviors.statefulFrom(context -> lives.incrementAndGet(), (life, message, context) -> {
                    handled.add("%s in %d".formatted(message, life));
                    return life;
                }));

        Handling() {
            bench.dispatcher.runAll();
        }

        void signal(Signal signal) {
            cell.signal(signal);
            bench.dispatcher.runAll();
        }

        void send() {
            cell.tell("first");
            cell.tell("second");
            bench.dispatcher.runAll();
        }

        String handled() {
            bench.dispatcher.runAll();
            return handled.toString();
        }

        long deadLetters() {
            return bench.system.deadLetters(Reason.STOPPED);
        }
    }

    /** An actor in its first life that is asked, and does not answer. */
    private static final class Answering {

        final Bench bench = Bench.started();

        final AtomicInteger lives = new AtomicInteger();

        final Cell<Ping> cell;

        final CompletableFuture<String> ask;

        private final CompletableFuture<String> stage = new CompletableFuture<>();

        private volatile @Nullable ReplyRef<String> promised;

        /** What its turn does without an answer. */
        enum Manner {
            PROMISES,
            WAITS,
            BESIDE
        }

        /** Its turn has still to begin. */
        Answering(Manner manner) {
            cell = bench.spawn(
                    "actor",
                    switch (manner) {
                        case PROMISES -> promiser();
                        case WAITS -> waiter();
                        case BESIDE ->
                            Behaviors.<Ping>stateless((ping, context) -> promised = context.replyTo(ping))
                                    .concurrency(2);
                    });
            bench.dispatcher.runAll();
            ask = cell.ask(new Ping());
        }

        private Answering begin() {
            bench.dispatcher.runAll();
            return this;
        }

        /** Its turn is over, and the answer promised. */
        static Answering promising() {
            return new Answering(Manner.PROMISES).begin();
        }

        /** Its turn waits for a stage, after which it will answer in which life, and how far on its way out, it is. */
        static Answering waiting() {
            return new Answering(Manner.WAITS).begin();
        }

        private Behavior<Ping> promiser() {
            return Behaviors.statefulFrom(context -> lives.incrementAndGet(), (life, ping, context) -> {
                promised = context.replyTo(ping);
                return life;
            });
        }

        private Behavior<Ping> waiter() {
            return Behaviors.statefulFromAsync(context -> lives.incrementAndGet(), (life, ping, context) -> {
                ReplyRef<String> asker = context.replyTo(ping);
                return stage.thenApply(reply -> {
                    asker.reply("%s in %d, %s".formatted(reply, lives.get(), cell.status()));
                    return life;
                });
            });
        }

        void signal(Signal signal) {
            cell.signal(signal);
            bench.dispatcher.runAll();
        }

        void reply() {
            Bench.asEngine(() -> Objects.requireNonNull(promised).reply("reply"));
        }

        void completeStage() {
            stage.complete("reply");
            bench.dispatcher.runAll();
        }
    }
}
