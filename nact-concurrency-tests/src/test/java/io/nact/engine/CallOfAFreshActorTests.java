package io.nact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The moment in which an actor is in the tree and nobody has begun it yet. */
class CallOfAFreshActorTests {

    private final Bench bench = Bench.started();

    private final Cell<Void> parent = bench.spawn("parent", Bench.idler().childrenOnDemand(id -> Ping.answered()));

    @Test
    @SuppressWarnings("unchecked") // the parent says so
    void leavesItsBeginningToTheDispatcher() {
        bench.dispatcher.runAll();
        Cell<Ping> fresh = (Cell<Ping>) parent.children().onDemand("42");

        Ask<String> call = Ask.of(fresh, Bench.AN_HOUR, true);
        call.sendOrHandle(new Ping());
        Ask<String> next = Ask.of(fresh, Bench.AN_HOUR, true);
        next.send(new Ping(), false);
        bench.dispatcher.runAll();

        assertThat(Bench.outcome(call)).isEqualTo("reply");
        assertThat(Bench.outcome(next)).isEqualTo("reply");
        assertThat(fresh.isAtRest()).isTrue();
    }
}
