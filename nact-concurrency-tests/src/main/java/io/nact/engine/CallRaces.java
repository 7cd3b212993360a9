package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behaviors;
import io.nact.Request;
import io.nact.event.DeadLetter.Reason;
import java.util.ArrayList;
import java.util.List;
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

    private record Named(String name) implements Request<String> {}

    /** An idle actor that notes what it handles in a field that only its turns touch, and answers. */
    private static final class Called {

        final Bench bench = Bench.started();

        /** Plain: what one turn wrote, the next one sees. */
        final List<String> handled = new ArrayList<>();

        private boolean busy;

        final Cell<Named> cell = bench.spawn("actor", Behaviors.stateful(Named.class, 0, (count, message, context) -> {
            if (busy) {
                handled.add("at once");
            }
            busy = true;
            handled.add(message.name());
            context.replyTo(message).reply(message.name());
            busy = false;
            return count + 1;
        }));

        Called() {
            bench.dispatcher.runAll();
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
