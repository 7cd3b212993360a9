package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.AskTimeoutException;
import io.nact.dispatch.Dispatchers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As many handlers block as the dispatcher has workers: the clock and the stop go on all the same. */
class BlockedWorkersTests {

    private static final int WORKERS = 2;

    @RegisterExtension
    final TestSystem system = TestSystem.create()
            .with(options -> options.withStopTimeout(Duration.ofMillis(400))
                    .withDispatcher(Dispatchers.workStealing("blocked", WORKERS)));

    private final Probe<Object> probe = new Probe<>();

    private final List<Gate> gates =
            IntStream.range(0, WORKERS).mapToObj(i -> new Gate()).toList();

    @BeforeEach
    void blockAllWorkers() {
        gates.forEach(gate -> system.spawn(Script.actor()).tell(Script.run(context -> gate.pass())));
        gates.forEach(Gate::awaitReached);
    }

    @AfterEach
    void openTheGates() {
        gates.forEach(Gate::open);
    }

    @Test
    void anAskTimesOutAllTheSame() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        CompletableFuture<Integer> ask = actor.ask(Script.reply(context -> 1), Duration.ofMillis(50));

        assertFailure(ask).isInstanceOf(AskTimeoutException.class).hasMessageContaining("was handled for 0 ms");
    }

    @Test
    void theOthersHaveTheirLastTurnAndTheSystemStops() {
        system.spawn("innocent", Script.actor().afterStop((turns, context) -> probe.saw("innocent ended")));

        Waiting.reply(system.actors().stop());

        probe.expect("innocent ended");
        assertThat(system.live()).isZero();
    }
}
