package io.nact.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Behavior;
import io.nact.Behaviors;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What may happen between two rounds, step by step. */
class RoundTests {

    private final Bench bench = Bench.started();

    private final Cell<Integer> actor = bench.spawn("actor", counting());

    RoundTests() {
        bench.dispatcher.runAll();
    }

    private static Behavior<Integer> counting() {
        return Behaviors.stateful(Integer.class, 0, (sum, number, context) -> sum + number);
    }

    private Round round() {
        return Objects.requireNonNull(Round.of(bench.system));
    }

    @Test
    void rest() {
        assertThat(round().isConfirmedBy(round())).isTrue();
    }

    @Test
    void aMessageThatWaits() {
        actor.tell(1);

        assertThat(Round.of(bench.system)).isNull();
    }

    @Test
    void aTurnThatHasBegunAndEndedBetweenThem() {
        Round before = round();
        actor.tell(1);
        bench.dispatcher.runAll();

        assertThat(before.isConfirmedBy(round())).isFalse();
    }

    @Test
    void anActorThatHasCome() {
        Round before = round();
        bench.spawn("other", counting());
        bench.dispatcher.runAll();

        assertThat(before.isConfirmedBy(round())).isFalse();
    }

    @Test
    void anActorThatHasAnotherInItsPlace() {
        Cell<Integer> fresh = bench.spawn("other", counting());
        bench.dispatcher.runAll();
        Round before = round();
        bench.system.stop(fresh);
        bench.dispatcher.runAll();
        bench.spawn("other", counting());
        bench.dispatcher.runAll();

        assertThat(before.isConfirmedBy(round())).isFalse();
    }
}
