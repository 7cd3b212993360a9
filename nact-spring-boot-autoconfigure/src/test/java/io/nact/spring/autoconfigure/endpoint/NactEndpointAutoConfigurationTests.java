package io.nact.spring.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.endpoint.ActorsEndpoint;
import io.nact.spring.endpoint.ActorsEndpointWebExtension;
import io.nact.spring.endpoint.DeadLettersEndpoint;
import io.nact.spring.endpoint.DeadLettersEndpointWebExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NactEndpointAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class, NactEndpointAutoConfiguration.class));

    private final ApplicationContextRunner exposed =
            runner.withPropertyValues("management.endpoints.web.exposure.include=actors,deadletters");

    @Test
    void makesTheEndpointsThatAreExposed() {
        exposed.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(ActorsEndpoint.class)
                .hasSingleBean(ActorsEndpointWebExtension.class)
                .hasSingleBean(DeadLettersEndpoint.class)
                .hasSingleBean(DeadLettersEndpointWebExtension.class));
        runner.withPropertyValues("management.endpoints.web.exposure.include=actors")
                .run(context -> assertThat(context)
                        .hasSingleBean(ActorsEndpoint.class)
                        .doesNotHaveBean(DeadLettersEndpoint.class));
    }

    @Test
    void makesNoneThatIsNotExposed() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(ActorSystem.class)
                .doesNotHaveBean(ActorsEndpoint.class)
                .doesNotHaveBean(ActorsEndpointWebExtension.class)
                .doesNotHaveBean(DeadLettersEndpoint.class)
                .doesNotHaveBean(DeadLettersEndpointWebExtension.class));
    }

    @Test
    void makesNoneForTheWebIfOnlyJmxIsExposed() {
        runner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=actors")
                .run(context -> assertThat(context)
                        .hasSingleBean(ActorsEndpoint.class)
                        .doesNotHaveBean(ActorsEndpointWebExtension.class));
    }

    @Test
    void canBeSwitchedOff() {
        exposed.withPropertyValues("management.endpoint.actors.access=NONE")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ActorsEndpoint.class)
                        .doesNotHaveBean(ActorsEndpointWebExtension.class)
                        .hasSingleBean(DeadLettersEndpoint.class));
    }

    @Test
    void doesNothingWithoutActuator() {
        exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean("nactActorsEndpoint")
                        .doesNotHaveBean("nactDeadLettersEndpoint"));
    }

    @Test
    void doesNothingWithoutAnActorSystem() {
        exposed.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ActorsEndpoint.class));
    }

    @Test
    void leavesTheEndpointsToTheUser() {
        exposed.withBean("mine", ActorsEndpoint.class, () -> new ActorsEndpoint(null, Show.NEVER))
                .withBean("mineToo", DeadLettersEndpoint.class, () -> new DeadLettersEndpoint(null, Show.NEVER))
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(ActorsEndpoint.class)).isSameAs(context.getBean("mine"));
                    assertThat(context.getBean(DeadLettersEndpoint.class)).isSameAs(context.getBean("mineToo"));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"actors", "deadletters"})
    void refusesAWayToShowValuesThatDoesNotExist(String endpoint) {
        exposed.withPropertyValues("management.endpoint." + endpoint + ".show-values=SOMETIMES")
                .run(context -> assertThat(context).hasFailed());
    }
}
