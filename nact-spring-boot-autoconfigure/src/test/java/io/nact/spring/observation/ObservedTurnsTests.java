package io.nact.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.SystemOptions;
import io.nact.system.ActorSystems;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the observations of turns are called, without a tracer. */
class ObservedTurnsTests {

    private final ObservationRegistry registry = ObservationRegistry.create();

    private final List<Observation.Context> ended = new CopyOnWriteArrayList<>();

    private final ActorSystem system = ActorSystems.start(
            "observed", SystemOptions.defaults().withTurnObserver(new ObservedTurns(registry, null)));

    @AfterEach
    void stop() {
        system.stop().join();
    }

    @Test
    void aLambdaIsCalledAfterTheClassItStandsInEachTimeTheProgramRuns() {
        registry.observationConfig().observationHandler(new Remembering());
        ActorRef<Runnable> actor =
                system.spawn("runner", Behaviors.stateless(Runnable.class, (message, turn) -> message.run()));

        actor.tell(() -> {});

        await().until(() -> !ended.isEmpty());
        assertThat(ended).singleElement().satisfies(turn -> {
            assertThat(turn.getContextualName()).isEqualTo("runner ObservedTurnsTests$$Lambda");
            assertThat(turn.getLowCardinalityKeyValues())
                    .contains(KeyValue.of("message", "ObservedTurnsTests$$Lambda"));
        });
    }

    private final class Remembering implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            ended.add(context);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
