package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.ActorRef;
import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.event.DeadLetter.Reason;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Passivation is a step that only an actor without messages takes: what comes meanwhile is handled, here or by the next. */
class PassivationRaces {

    private PassivationRaces() {}

    @JCStressTest
    @Description("An entity has been idle for long enough when a message comes.")
    @Outcome(id = "1, 0, [12]", expect = ACCEPTABLE, desc = "Handled once, in this life or in the next.")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "The message is lost.")
    @Outcome(id = "2, .*", expect = FORBIDDEN, desc = "The message is handled twice.")
    @Outcome(expect = FORBIDDEN, desc = "The message is refused, or too many lives are begun.")
    @State
    public static class PassivateAgainstSend {

        private final Entity entity = new Entity();

        public PassivateAgainstSend() {
            entity.bench.clock.advance(Bench.AN_HOUR);
        }

        @Actor
        public void owner() {
            entity.bench.clock.fire();
            entity.bench.dispatcher.runAll();
        }

        @Actor
        public void sender() {
            entity.ref.tell("message");
            entity.bench.dispatcher.runAll();
        }

        @Arbiter
        public void handled(LLL_Result r) {
            entity.bench.dispatcher.runAll();
            r.r1 = entity.handled.get();
            r.r2 = entity.bench.system.deadLetters(Reason.STOPPED);
            r.r3 = entity.lives.get();
        }
    }

    @JCStressTest
    @Description("Two senders meet an entity that is gone.")
    @Outcome(id = "2, 0, 2", expect = ACCEPTABLE, desc = "One next life handles both messages.")
    @Outcome(id = "[01], .*", expect = FORBIDDEN, desc = "A message is lost.")
    @Outcome(expect = FORBIDDEN, desc = "A message is refused, or two lives are lived at once.")
    @State
    public static class TwoSendersToPassivated {

        private final Entity entity = new Entity();

        public TwoSendersToPassivated() {
            entity.bench.clock.advance(Bench.AN_HOUR);
            entity.bench.clock.fire();
            entity.bench.dispatcher.runAll();
        }

        @Actor
        public void first() {
            entity.ref.tell("first");
            entity.bench.dispatcher.runAll();
        }

        @Actor
        public void second() {
            entity.ref.tell("second");
            entity.bench.dispatcher.runAll();
        }

        @Arbiter
        public void handled(LLL_Result r) {
            entity.bench.dispatcher.runAll();
            r.r1 = entity.handled.get();
            r.r2 = entity.bench.system.deadLetters(Reason.STOPPED);
            r.r3 = entity.lives.get();
        }
    }

    /** An entity in its first life, idle. */
    private static final class Entity {

        final Bench bench = Bench.started();

        final AtomicInteger lives = new AtomicInteger();

        final AtomicInteger handled = new AtomicInteger();

        final ActorRef<Object> ref;

        Entity() {
            Behavior<Object> behavior = Behaviors.statefulFrom(
                            context -> lives.incrementAndGet(), (life, message, context) -> {
                                handled.incrementAndGet();
                                return life;
                            })
                    .passivateAfter(Bench.AN_HOUR);
            ref = bench.system.child(bench.spawn("kind", Bench.idler().childrenOnDemand(id -> behavior)), "id");
            ref.tell("first life");
            bench.dispatcher.runAll();
            handled.set(0);
        }
    }
}
