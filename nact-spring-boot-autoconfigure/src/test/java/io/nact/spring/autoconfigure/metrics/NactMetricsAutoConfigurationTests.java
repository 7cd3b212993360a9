package io.nact.spring.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.metrics.NactMetrics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NactMetricsAutoConfigurationTests {

    private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class, NactMetricsAutoConfiguration.class));

    private final ApplicationContextRunner runner = withoutRegistry.withConfiguration(AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class));

    @Test
    void metersDeclaredActors() {
        runner.withUserConfiguration(Greeter.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("nact.actors")
                            .tag("actor", "greeter")
                            .gauge()
                            .value())
                    .isOne();
            assertThat(registry.get("nact.mailbox.depth")
                            .tag("actor", "greeter")
                            .gauge()
                            .value())
                    .isZero();
            @SuppressWarnings("unchecked")
            ActorRef<Greet> greeter = context.getBean("greeter", ActorRef.class);
            greeter.call(new Greet());
            assertThat(registry.get("nact.processing.latency")
                            .tag("actor", "greeter")
                            .timer())
                    .isNotNull();
        });
    }

    @Test
    void metersActorsThatAreSpawnedLater() {
        runner.run(context -> {
            context.getBean(ActorSystem.class).spawn("late", Behaviors.stateless((message, actor) -> {}));
            assertThat(context.getBean(MeterRegistry.class)
                            .get("nact.actors")
                            .tag("actor", "late")
                            .gauge()
                            .value())
                    .isOne();
        });
    }

    @Test
    void givesHistogramsWhereThePropertiesOfBootAskForThem() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        withoutRegistry
                .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
                .withBean(MeterRegistry.class, () -> registry)
                .withUserConfiguration(Greeter.class)
                .withPropertyValues(
                        "management.metrics.distribution.percentiles-histogram.nact.processing.latency=true",
                        "management.metrics.distribution.slo.nact.ask.latency=10ms,100ms")
                .run(context -> {
                    @SuppressWarnings("unchecked")
                    ActorRef<Greet> greeter = context.getBean("greeter", ActorRef.class);
                    greeter.call(new Greet());
                    assertThat(buckets(registry, "nact_processing_latency")).isGreaterThan(50);
                    assertThat(buckets(registry, "nact_ask_latency")).isEqualTo(3);
                    assertThat(buckets(registry, "nact_mailbox_wait")).isZero();
                });
    }

    private static long buckets(PrometheusMeterRegistry registry, String timer) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(timer + "_seconds_bucket{actor=\"greeter\""))
                .count();
    }

    @Test
    void leavesNothingBehindInARegistryThatGoesOn() {
        SimpleMeterRegistry shared = new SimpleMeterRegistry();
        withoutRegistry
                .withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
                .withBean(MeterRegistry.class, () -> shared, bean -> bean.setDestroyMethodName(""))
                .withUserConfiguration(Greeter.class)
                .run(context -> assertThat(metersOf(shared)).isPositive());
        assertThat(metersOf(shared)).isZero();
    }

    private static long metersOf(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("nact."))
                .count();
    }

    @Test
    void doesNothingWithoutMicrometer() {
        withoutRegistry
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NactMetrics.class));
    }

    @Test
    void doesNothingWithoutARegistry() {
        withoutRegistry.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NactMetrics.class));
    }

    @Test
    void doesNothingWithoutAnActorSystem() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NactMetrics.class));
    }

    @Test
    void leavesTheMetersToTheUser() {
        runner.withBean("own", NactMetrics.class)
                .run(context -> assertThat(context.getBeanNamesForType(NactMetrics.class))
                        .containsExactly("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.metrics.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean(NactMetrics.class));
    }

    record Greet() implements Request<Void> {}

    @Actor("greeter")
    static class Greeter {

        @Receive
        void greet(Greet message) {}
    }
}
