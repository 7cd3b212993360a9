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
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

class NactWebMvcAutoConfigurationTests {

    private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
            NactAutoConfiguration.class, NactWebMvcAutoConfiguration.class, NactWebFluxAutoConfiguration.class);

    private final WebApplicationContextRunner runner =
            new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS);

    @Test
    void answersFailuresAndCancelsAsks() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(ServletActorProblems.class)
                .hasSingleBean(AskCancellation.class)
                .doesNotHaveBean(ReactiveActorProblems.class));
    }

    @Test
    void doesNothingWithoutSpringMvc() {
        runner.withClassLoader(new FilteredClassLoader(RequestMappingHandlerAdapter.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean(ServletActorProblems.class)
                        .doesNotHaveBean(AskCancellation.class));
    }

    @Test
    void doesNothingInAnApplicationThatIsNotOnTheWeb() {
        new ApplicationContextRunner()
                .withConfiguration(AUTO_CONFIGURATIONS)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ActorSystem.class)
                        .doesNotHaveBean(ServletActorProblems.class)
                        .doesNotHaveBean(AskCancellation.class));
    }

    @Test
    void leavesTheAnswersToTheUser() {
        runner.withBean("own", ServletActorProblems.class, () -> new ServletActorProblems(message -> false))
                .run(context -> assertThat(context.getBeanNamesForType(ServletActorProblems.class))
                        .containsExactly("own"));
    }

    @Test
    void canBeSwitchedOff() {
        runner.withPropertyValues("nact.web.problem-details.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AskCancellation.class)
                        .doesNotHaveBean(ServletActorProblems.class));
    }

    @Test
    void goesWithTheActors() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(AskCancellation.class)
                        .doesNotHaveBean(ServletActorProblems.class));
    }
}
