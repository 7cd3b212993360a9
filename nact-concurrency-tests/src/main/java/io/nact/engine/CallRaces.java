package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A caller that takes the turn of an idle actor: as any owner it has the actor to itself, and leaves nothing behind. */
class CallRaces {

    private CallRaces() {}

    @JCStressTest
    @Description("Two threads call the same idle actor.")
    @Outcome(
            id = {"first, second, \\[first, second\\]", "first, second, \\[second, first\\]"},
            expect = ACCEPTABLE,
            desc = "Each has its answer, one after the other.")
    @Outcome(expect = FORBIDDEN, desc = "A call is lost, or both have the actor at once.")
    @State
    public static class CallAgainstCall {

        private final Called called = new Called();

        private final Ask<String> first = called.call();

        private final Ask<String> second = called.call();

        @Actor
        public void one() {
            called.send(first, "first");
        }

        @Actor
        public void other() {
            called.send(second, "second");
        }

        @Arbiter
        public void answers(LLL_Result r) {
            called.finish();
            r.r1 = Bench.outcome(first);
            r.r2 = Bench.outcome(second);
            r.r3 = called.handled.toString();
        }
    }

    @JCStressTest
    @Description("A thread calls an idle actor while another tells it two messages.")
    @Outcome(
            id = {"call, \\[call, one, two\\]", "call, \\[one, call, two\\]", "call, \\[one, two, call\\]"},
            expect = ACCEPTABLE,
            desc = "All are handled, those of one thread in its order.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost or overtaken, or two turns go on at once.")
    @State
    public static class CallAgainstTells {

        private final Called called = new Called();

        private final Ask<String> call = called.call();

        @Actor
        public void caller() {
            called.send(call, "call");
        }

        @Actor
        public void teller() {
            called.cell.tell(new Named("one"));
            called.cell.tell(new Named("two"));
            called.bench.dispatcher.runAll();
        }

        @Arbiter
        public void answers(LL_Result r) {
            called.finish();
            r.r1 = Bench.outcome(call);
            r.r2 = called.handled.toString();
        }
    }

    @JCStressTest
    @Description("A thread calls an idle actor while another stops it.")
    @Outcome(id = "call, \\[call\\], ENDED, 0", expect = ACCEPTABLE, desc = "It is called, and then stops.")
    @Outcome(
            id = "ActorStoppedException, \\[\\], ENDED, 1",
            expect = ACCEPTABLE,
            desc = "It stops, and the caller learns of it.")
    @Outcome(expect = FORBIDDEN, desc = "The caller never learns, or the actor does not end.")
    @State
    public static class CallAgainstStop {

        private final Called called = new Called();

        private final Ask<String> call = called.call();

        @Actor
        public void caller() {
            called.send(call, "call");
        }

        @Actor
        public void stopper() {
            called.cell.signal(new Signal.Stop());
            called.bench.dispatcher.runAll();
        }

        @Arbiter
        public void answers(LL_Result r) {
            called.finish();
            r.r1 = Bench.outcome(call);
            r.r2 = "%s, %s, %s"
                    .formatted(called.handled, called.cell.status(), called.bench.system.deadLetters(Reason.STOPPED));
        }
    }

    @JCStressTest
    @Description("A thread calls an entity while another tells it its first message, by the same reference.")
    @Outcome(
            id = {"call, \\[call, told\\], told", "call, \\[told, call\\], told"},
            expect = ACCEPTABLE,
            desc = "Both are handled, and the entity goes on.")
    @Outcome(expect = FORBIDDEN, desc = "A message waits for ever: nobody has begun the entity.")
    @State
    public static class CallAgainstFirstMessage {

        private final Called called = new Called();

        private final NameRef<Named> entity = new NameRef<>(called.parent, "42");

        private final Ask<String> call = Ask.of(entity, Bench.AN_HOUR, true);

        @Actor
        public void caller() {
            called.send(call, "call");
        }

        @Actor
        public void teller() {
            entity.tell(new Named("told"));
            called.bench.dispatcher.runAll();
        }

        @Arbiter
        public void answers(LLL_Result r) {
            called.finish();
            r.r1 = Bench.outcome(call);
            r.r2 = called.handled.toString();
            Ask<String> later = Ask.of(entity, Bench.AN_HOUR, true);
            called.send(later, "told");
            r.r3 = Bench.outcome(later);
        }
    }

    @JCStressTest
    @Description("A thread calls an actor as soon as it finds it, while another spawns it.")
    @Outcome(
            id = {"none, done", "call, done"},
            expect = ACCEPTABLE,
            desc = "It is found and answers, or not found yet.")
    @Outcome(expect = FORBIDDEN, desc = "The call, or a later one, is not answered: nobody has begun the actor.")
    @State
    public static class CallAgainstSpawn {

        private final Called called = new Called();

        private volatile @Nullable Ask<String> call;

        @Actor
        @SuppressWarnings("unchecked") // spawned below
        public void caller() {
            Cell<Named> found = (Cell<Named>) called.parent.child("late");
            if (found != null) {
                Ask<String> sent = Ask.of(found, Bench.AN_HOUR, true);
                called.send(sent, "call");
                call = sent;
            }
        }

        @Actor
        public void spawner() {
            called.parent.children().spawn("late", called.noting());
            called.bench.dispatcher.runAll();
        }

        @Arbiter
        @SuppressWarnings("unchecked") // spawned above
        public void answers(LL_Result r) {
            called.finish();
            Ask<String> sent = call;
            r.r1 = sent == null ? "none" : Bench.outcome(sent);
            Ask<String> later =
                    Ask.of((Cell<Named>) Objects.requireNonNull(called.parent.child("late")), Bench.AN_HOUR, true);
            called.send(later, "done");
            r.r2 = Bench.outcome(later);
        }
    }

    private record Named(String name) implements Request<String> {}

    /** An idle actor that notes what it handles in a field that only its turns touch, and answers. */
    private static final class Called {

        final Bench bench = Bench.started();

        /** Plain: what one turn wrote, the next one sees. */
        final List<String> handled = new ArrayList<>();

        private boolean busy;

        final Cell<Named> cell = bench.spawn("actor", noting());

        /** Of entities that do the same. */
        final Cell<Void> parent = bench.spawn("parent", Bench.idler().childrenOnDemand(id -> noting()));

        Called() {
            bench.dispatcher.runAll();
        }

        Behavior<Named> noting() {
            return Behaviors.stateful(Named.class, 0, (count, message, context) -> {
                if (busy) {
                    handled.add("at once");
                }
                busy = true;
                handled.add(message.name());
                context.replyTo(message).reply(message.name());
                busy = false;
                return count + 1;
            });
        }

        Ask<String> call() {
            return Ask.of(cell, Bench.AN_HOUR, true);
        }

        void send(Ask<String> call, String name) {
            call.sendOrHandle(new Named(name));
            bench.dispatcher.runAll();
        }

        void finish() {
            bench.dispatcher.runAll();
        }
    }
}
