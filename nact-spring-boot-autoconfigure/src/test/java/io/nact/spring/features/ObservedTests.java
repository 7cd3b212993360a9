package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.annotation.Observed;
import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** {@code @Observed} on a handler: an observation of its own, below the sender's. */
class ObservedTests {

    private final ApplicationContextRunner application = Applications.with(Recorder.class, Greeter.class)
            .withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
            .withPropertyValues("management.observations.annotations.enabled=true");

    @Test
    void observesTheHandlerBelowTheSendersObservation() {
        application.run(context -> {
            ActorRef<Greet> greeter = Applications.ref(context, "greeter");
            ObservationRegistry registry = context.getBean(ObservationRegistry.class);
            Observation.createNotStarted("sender", registry)
                    .observe(() -> greeter.ask(new Greet("you")).join());
            assertThat(context.getBean(Recorder.class).stopped).containsExactly("greeting below sender", "sender");
        });
    }

    @Test
    void observesTheHandlerOnItsOwnIfTheSenderIsNotObserved() {
        application.run(context -> {
            ActorRef<Greet> greeter = Applications.ref(context, "greeter");
            ObservationRegistry registry = context.getBean(ObservationRegistry.class);
            Observation.createNotStarted("sender", registry)
                    .observe(() -> greeter.ask(new Greet("you")).join());
            greeter.ask(new Greet("you")).join();
            assertThat(context.getBean(Recorder.class).stopped)
                    .containsExactly("greeting below sender", "sender", "greeting");
        });
    }

    @Test
    void tellsTheObservationWhatTheHandlerThrew() {
        application.run(context -> {
            ActorRef<Greet> greeter = Applications.ref(context, "greeter");
            assertThat(Applications.failure(greeter.ask(new Greet(""))))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
            assertThat(context.getBean(Recorder.class).errors)
                    .singleElement()
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        });
    }

    record Greet(String name) implements Request<String> {}

    static class Recorder implements ObservationHandler<Observation.Context> {

        final List<String> stopped = new CopyOnWriteArrayList<>();

        final List<Throwable> errors = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(Observation.Context observed) {
            ObservationView parent = observed.getParentObservation();
            stopped.add(
                    parent == null
                            ? observed.getName()
                            : observed.getName() + " below "
                                    + parent.getContextView().getName());
        }

        @Override
        public void onError(Observation.Context observed) {
            errors.add(observed.getError());
        }

        @Override
        public boolean supportsContext(Observation.Context observed) {
            return true;
        }
    }

    @Actor("greeter")
    static class Greeter {

        @Observed(name = "greeting")
        @Receive
        String greet(Greet message) {
            if (message.name().isEmpty()) {
                throw new IllegalArgumentException("nobody to greet");
            }
            return "Hello " + message.name();
        }
    }
}
