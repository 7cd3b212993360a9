package io.nact.spring.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.health.NactHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NactHealthContributorAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(NactAutoConfiguration.class, NactHealthContributorAutoConfiguration.class));

    @Test
    void tellsTheHealthOfTheActors() {
        runner.run(context -> assertThat(context).hasNotFailed().hasSingleBean(NactHealthIndicator.class));
    }

    @Test
    void doesNothingWithoutBootsHealth() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean("nactHealthIndicator"));
    }

    @Test
    void doesNothingWithoutAnActorSystem() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(NactHealthIndicator.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nactHealthIndicator", "nactHealthContributor"})
    void leavesTheHealthToTheUser(String name) {
        HealthIndicator own = () -> Health.up().build();
        runner.withBean(name, HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(HealthIndicator.class)).isSameAs(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"management.health.nact.enabled=false", "management.health.defaults.enabled=false"})
    void canBeSwitchedOff(String property) {
        runner.withPropertyValues(property)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean(NactHealthIndicator.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nact.health.entities=0, nact.health.entities must be above 0 and at most 1, not 0.0",
                "nact.health.entities=NaN, nact.health.entities must be above 0 and at most 1, not NaN",
                "nact.health.mailbox=1.1, nact.health.mailbox must be above 0 and at most 1, not 1.1",
                "nact.health.stuck-turns=0, nact.health.stuck-turns must be at least 1, not 0",
                "nact.health.dead-letters=0, nact.health.dead-letters must be at least 1, not 0"
            })
    void refusesThresholdsThatMeanNothing(String valueAndMessage) {
        String[] parts = valueAndMessage.split(", ", 2);
        runner.withPropertyValues(parts[0])
                .run(context ->
                        assertThat(context.getStartupFailure()).rootCause().hasMessage(parts[1]));
    }
}
