package io.nact.engine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.nact.Behavior;
import io.nact.Behaviors;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Whoever goes round all actors, to learn whether any has something to do, while they have. */
class RoundRaces {

    private RoundRaces() {}

    @JCStressTest
    @Description(
            "A message goes from the last actor to the first, back, and to the first again, while somebody goes round twice.")
    @Outcome(id = "going on, 1", expect = ACCEPTABLE, desc = "The message is met.")
    @Outcome(expect = FORBIDDEN, desc = "The message is overlooked on its way, or lost.")
    @State
    public static class RoundsAgainstMessageOnItsWay {

        private final Bench bench = Bench.started();

        private final Cell<Integer> first = bench.spawn("first", sendingOn());

        private final Cell<Integer> last = bench.spawn("last", sendingOn());

        private String seen = "going on";

        public RoundsAgainstMessageOnItsWay() {
            bench.dispatcher.runAll();
            last.tell(3);
            bench.dispatcher.forget();
        }

        private Behavior<Integer> sendingOn() {
            return Behaviors.stateful(Integer.class, 0, (state, left, context) -> {
                if (left > 0) {
                    (context.self() == first ? last : first).tell(left - 1);
                }
                return state;
            });
        }

        @Actor
        public void sender() {
            last.run();
            first.run();
            last.run();
        }

        @Actor
        public void walker() {
            Round before = Round.of(bench.system);
            Round after = before == null ? null : Round.of(bench.system);
            if (before != null && after != null && before.isConfirmedBy(after)) {
                seen = "at rest";
            }
        }

        @Arbiter
        public void after(LL_Result r) {
            r.r1 = seen;
            r.r2 = first.waiting();
        }
    }
}
