package io.nact.tests;

import static io.nact.tests.Waiting.assertFailure;
import static io.nact.tests.Waiting.assertReply;
import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.ActorStoppedException;
import io.nact.ActorSystem;
import io.nact.AskTimeoutException;
import io.nact.SystemOptions;
import io.nact.dispatch.Dispatcher;
import io.nact.dispatch.Dispatchers;
import io.nact.system.ActorSystems;
import java.time.Duration;
import java.util.ArrayList;
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

    private final List<Dispatcher> others = new ArrayList<>();

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
    void theOthersGoOn() {
        ActorRef<Script<?>> actor = system.spawn("actor", Script.actor());

        assertReply(actor.ask(Script.reply(context -> 1))).isEqualTo(1);
    }

    @Test
    void anAskOfABlockedOneTimesOut() {
        Gate gate = new Gate();
        ActorRef<Script<?>> actor = system.spawn("actor", Script.syncActor());
        actor.tell(Script.run(context -> gate.pass()));

        CompletableFuture<Integer> ask = actor.ask(Script.reply(context -> 1), Duration.ofMillis(50));

        assertFailure(ask).isInstanceOf(AskTimeoutException.class).hasMessageContaining("was handled for 0 ms");
        gate.open();
    }

    @Test
    void theOthersHaveTheirLastTurnAndTheSystemStops() {
        system.spawn("innocent", Script.actor().afterStop((turns, context) -> probe.saw("innocent ended")));

        Waiting.reply(system.actors().stop());

        probe.expect("innocent ended");
        assertThat(system.live()).isZero();
    }

    @Test
    void evenLastTurnsThatBlockAllThreadsEndWithTheStop() {
        Gate never = new Gate();
        for (int i = 0; i < 3 * WORKERS; i++) {
            system.spawn(Script.actor().afterStop((turns, context) -> never.pass()));
        }

        Waiting.reply(system.actors().stop());

        assertThat(system.live()).isZero();
        never.open();
    }

    @Test
    void aStopBeforeTheStartEndsAnActorWhoseDispatcherIsClosed() {
        try (ActorSystem held = ActorSystems.create("held", SystemOptions.defaults())) {
            Dispatcher closed = Dispatchers.workStealing("closed", 1);
            ActorRef<Script<?>> actor = held.spawn("actor", Script.actor().dispatcher(closed));
            closed.close();
            CompletableFuture<Void> stopped = held.stop(actor);
            CompletableFuture<Integer> ask = actor.ask(Script.reply(context -> 1), Duration.ofHours(1));

            held.start();

            Waiting.reply(stopped);
            assertFailure(ask).isInstanceOf(ActorStoppedException.class);
        }
    }

    @Test
    void aCallToAnActorWhoseDispatcherIsClosedEndsAlsoInAContinuation() {
        Dispatcher closed = Dispatchers.workStealing("closed", 1);
        ActorRef<Script<?>> slow = system.spawn("slow", Script.actor().dispatcher(aside()));
        ActorRef<Script<?>> gone = system.spawn("gone", Script.actor().dispatcher(closed));
        Waiting.reply(gone.ask(Script.reply(context -> 1)));
        // Its only thread takes that after the actor, which may have answered and not yet been let go.
        Waiting.reply(CompletableFuture.runAsync(() -> {}, closed::execute));
        closed.close();

        Gate answer = new Gate();
        CompletableFuture<Integer> chained = slow.ask(Script.reply(context -> {
                    answer.pass();
                    return 1;
                }))
                .thenApply(one -> gone.call(Script.reply(context -> 2)));
        answer.open();

        assertFailure(chained).hasCauseInstanceOf(ActorStoppedException.class);
    }

    private Dispatcher aside() {
        Dispatcher dispatcher = Dispatchers.workStealing("aside", 1);
        others.add(dispatcher);
        return dispatcher;
    }

    @AfterEach
    void closeTheOthers() {
        others.forEach(Dispatcher::close);
    }
}
