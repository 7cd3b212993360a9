package io.nact.spring.autoconfigure.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.web.AskCancellation;
import io.nact.spring.web.ReactiveActorProblems;
import io.nact.spring.web.ServletActorProblems;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.web.reactive.HandlerMapping;

class NactWebFluxAutoConfigurationTests {

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    NactWebMvcAutoConfiguration.class,
                    NactWebFluxAutoConfiguration.class));

    @Test
    void answersFailures() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(ReactiveActorProblems.class)
                .doesNotHaveBean(ServletActorProblems.class)
                .doesNotHaveBean(AskCancellation.class));
    }

    @Test
    void doesNothingWithoutSpringWebFlux() {
        runner.withClassLoader(new FilteredClassLoader(HandlerMapping.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean(ReactiveActorProblems.class));
    }

    @Test
    void leavesTheAnswersToTheUser() {
        runner.withBean("own", ReactiveActorProblems.class, () -> new ReactiveActorProblems(message -> false))
                .run(context -> assertThat(context.getBeanNamesForType(ReactiveActorProblems.class))
                        .containsExactly("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.web.problem-details.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveActorProblems.class));
    }

    @Test
    void goesWithTheActors() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveActorProblems.class));
    }
}
