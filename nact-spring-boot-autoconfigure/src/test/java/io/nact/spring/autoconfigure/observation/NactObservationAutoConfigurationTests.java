package io.nact.spring.autoconfigure.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValues;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.TurnObserver;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.observation.ObservedTurns;
import io.nact.spring.observation.TurnObservationContext;
import io.nact.spring.observation.TurnObservationConvention;
import io.nact.spring.observation.UntimedTurns;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NactObservationAutoConfigurationTests {

    private static final String ON = "nact.observations.enabled=true";

    private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactObservationAutoConfiguration.class,
                    NactContextAutoConfiguration.class,
                    NactAutoConfiguration.class))
            .withUserConfiguration(Greeter.class);

    private final ApplicationContextRunner runner = withoutRegistry
            .withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
            .withUserConfiguration(Seen.class);

    private static String greet(BeanFactory context) {
        @SuppressWarnings("unchecked")
        ActorRef<Greet> greeter = context.getBean("greeter", ActorRef.class);
        return greeter.ask(new Greet()).join();
    }

    @Test
    void observesTurnsIfToldTo() {
        runner.withPropertyValues(ON).run(context -> {
            assertThat(greet(context)).isEqualTo("hello");

            assertThat(context).hasSingleBean(ObservedTurns.class);
            assertThat(context.getBean(Seen.class).names).containsExactly("nact.turn: greeter Greet");
        });
    }

    @Test
    void observesNothingUnlessToldTo() {
        runner.run(context -> {
            assertThat(greet(context)).isEqualTo("hello");

            assertThat(context).doesNotHaveBean(TurnObserver.class).doesNotHaveBean(UntimedTurns.class);
            assertThat(context.getBean(Seen.class).names).isEmpty();
        });
    }

    @Test
    void observesNothingWithoutActors() {
        runner.withPropertyValues(ON, "nact.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ActorSystem.class)
                        .doesNotHaveBean(TurnObserver.class));
    }

    @Test
    void doesNothingWithoutMicrometersObservations() {
        withoutRegistry
                .withPropertyValues(ON)
                .withClassLoader(new FilteredClassLoader(ObservationRegistry.class, Tracer.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(TurnObserver.class);
                    assertThat(greet(context)).isEqualTo("hello");
                });
    }

    @Test
    void doesNothingWithoutARegistryOfObservations() {
        withoutRegistry
                .withPropertyValues(ON)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TurnObserver.class));
    }

    @Test
    void doesWithoutMetersTracingAndContextPropagation() {
        runner.withPropertyValues(ON)
                .withClassLoader(
                        new FilteredClassLoader(MeterObservationHandler.class, Tracer.class, ContextRegistry.class))
                .run(context -> {
                    assertThat(greet(context)).isEqualTo("hello");
                    assertThat(context).doesNotHaveBean(UntimedTurns.class);
                    assertThat(context.getBean(Seen.class).names).containsExactly("nact.turn: greeter Greet");
                });
    }

    @Test
    void leavesTheObservingToTheUser() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        TurnObserver own = turn -> {
            seen.add(turn.message());
            return null;
        };
        runner.withPropertyValues(ON)
                .withBean("own", TurnObserver.class, () -> own)
                .run(context -> {
                    greet(context);

                    assertThat(context).doesNotHaveBean(ObservedTurns.class);
                    assertThat(seen).containsExactly(new Greet());
                });
    }

    @Test
    void leavesNamesAndKeysToTheUser() {
        runner.withPropertyValues(ON).withBean(OwnConvention.class).run(context -> {
            greet(context);

            assertThat(context.getBean(Seen.class).names).containsExactly("shop.turn: Greet[]");
            assertThat(context.getBean(Seen.class).keys).containsExactly(KeyValues.of("shop", "berlin"));
        });
    }

    @Test
    void makesNoTimersThatTheMetersOfActorsHaveAlready() {
        withMeters().withPropertyValues(ON).run(context -> {
            greet(context);
            Observation.createNotStarted("other", context.getBean(ObservationRegistry.class))
                    .observe(() -> {});

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.find("other").timer()).isNotNull();
            assertThat(meters.getMeters())
                    .noneMatch(meter -> meter.getId().getName().startsWith("nact.turn"));
        });
    }

    @Test
    void makesTimersIfToldTo() {
        withMeters().withPropertyValues(ON, "nact.observations.timers=true").run(context -> {
            greet(context);

            Timer timer = context.getBean(MeterRegistry.class)
                    .get("nact.turn")
                    .tags("actor", "greeter", "message", "Greet", "outcome", "handled", "error", "none")
                    .timer();
            assertThat(timer.count()).isOne();
        });
    }

    private ApplicationContextRunner withMeters() {
        return runner.withConfiguration(AutoConfigurations.of(
                MetricsAutoConfiguration.class,
                CompositeMeterRegistryAutoConfiguration.class,
                SimpleMetricsExportAutoConfiguration.class));
    }

    record Greet() implements Request<String> {}

    @Actor("greeter")
    static class Greeter {

        @Receive
        String greet(Greet message) {
            return "hello";
        }
    }

    /** What observations of turns are called when they stop. */
    static class Seen implements ObservationHandler<TurnObservationContext> {

        private final List<String> names = new CopyOnWriteArrayList<>();

        private final List<KeyValues> keys = new CopyOnWriteArrayList<>();

        @Override
        public void onStop(TurnObservationContext turn) {
            names.add(turn.getName() + ": " + turn.getContextualName());
            keys.add(turn.getAllKeyValues());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof TurnObservationContext;
        }
    }

    static class OwnConvention implements TurnObservationConvention {

        @Override
        public String getName() {
            return "shop.turn";
        }

        @Override
        public @Nullable String getContextualName(TurnObservationContext turn) {
            return turn.getMessage().toString();
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(TurnObservationContext turn) {
            return KeyValues.of("shop", "berlin");
        }
    }
}
