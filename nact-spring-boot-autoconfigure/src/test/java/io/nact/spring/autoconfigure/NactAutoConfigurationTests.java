package io.nact.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.Request;
import io.nact.SystemOptions;
import io.nact.spring.Actor;
import io.nact.system.ActorSystems;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

class NactAutoConfigurationTests {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class));

    @Test
    void startsASystemWithTheContextAndStopsItWithTheContext() {
        ActorSystem[] system = new ActorSystem[1];
        runner.run(context -> {
            system[0] = context.getBean(ActorSystem.class);
            assertThat(system[0].isRunning()).isTrue();
            assertThat(system[0].name()).isEqualTo("nact");
        });
        assertThat(system[0].isRunning()).isFalse();
    }

    @Test
    void leavesTheSystemToTheUserButStartsAndStopsIt() {
        ActorSystem[] system = new ActorSystem[1];
        runner.withUserConfiguration(OwnSystem.class, Greeter.class).run(context -> {
            assertThat(context).hasSingleBean(ActorSystem.class);
            system[0] = context.getBean(ActorSystem.class);
            assertThat(system[0].name()).isEqualTo("own");
            assertThat(system[0].isRunning()).isTrue();
            assertThat(greeter(context).path().toString()).isEqualTo("nact://own/greeter");
        });
        assertThat(system[0].isRunning()).isFalse();
    }

    @Test
    void makesNoBeansWhenSwitchedOff() {
        runner.withUserConfiguration(Greeter.class)
                .withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(ActorSystem.class)
                        .doesNotHaveBean("greeter"));
    }

    @Test
    void needsNoneOfTheOptionalLibraries() {
        runner.withUserConfiguration(Greeter.class)
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.validation",
                        "org.hibernate.validator",
                        "io.micrometer",
                        "reactor",
                        "org.springframework.boot.actuate",
                        "org.springframework.boot.health",
                        "org.springframework.boot.web.server",
                        "org.springframework.web"))
                .run(context ->
                        assertThat(greeter(context).call(new Greet("x"))).isEqualTo("Hello x"));
    }

    @Test
    void doesNotDisturbTheApplicationsExecutor() {
        runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .run(context -> assertThat(context.getBeanNamesForType(Executor.class))
                        .containsExactly("applicationTaskExecutor"));
    }

    @Test
    void servesTwoContextsInOneVirtualMachine() {
        runner.withUserConfiguration(Greeter.class)
                .run(first -> runner.withUserConfiguration(Greeter.class).run(second -> {
                    assertThat(greeter(first).call(new Greet("x"))).isEqualTo("Hello x");
                    assertThat(greeter(second).call(new Greet("x"))).isEqualTo("Hello x");
                    assertThat(first.getBean(ActorSystem.class)).isNotSameAs(second.getBean(ActorSystem.class));
                }));
    }

    @Test
    void givesAChildContextASystemOfItsOwn() {
        runner.run(parent -> {
            runner.withParent(parent).withUserConfiguration(Greeter.class).run(child -> {
                assertThat(child.getBean(ActorSystem.class)).isNotSameAs(parent.getBean(ActorSystem.class));
                assertThat(greeter(child).call(new Greet("x"))).isEqualTo("Hello x");
            });
            assertThat(parent.getBean(ActorSystem.class).isRunning()).isTrue();
        });
    }

    @Test
    void spawnsActorsAlsoWithLazyInitialization() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LazyApplication.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.lazy-initialization=true")
                .run()) {
            assertThat(context.getBeanFactory().containsSingleton("greeter")).isTrue();
            assertThat(context.getBean(ActorSystem.class).isRunning()).isTrue();
            assertThat(greeter(context).call(new Greet("x"))).isEqualTo("Hello x");
        }
    }

    @Test
    void spawnsLazyActorsWhenTheContextStartsAtTheLatest() {
        runner.withUserConfiguration(LazyGreeter.class)
                .run(context -> assertThat(context.getBeanFactory().containsSingleton("lazyGreeter"))
                        .isTrue());
    }

    @Test
    void failsTheStartWithWhatTheConstructorThrew() {
        ActorSystem[] system = new ActorSystem[1];
        runner.withUserConfiguration(Greeter.class, Failing.class)
                .withBean(Captor.class, () -> new Captor(system))
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .isInstanceOf(ApplicationContextException.class)
                            .cause()
                            .isInstanceOf(BeanCreationException.class)
                            .hasMessageContaining("failing.component")
                            .rootCause()
                            .isExactlyInstanceOf(IllegalArgumentException.class)
                            .hasMessage("no licence");
                });
        assertThat(system[0].isRunning()).isFalse();
    }

    @Test
    void stopsAnUnstartedSystemWhenTheContextFails() {
        ActorSystem[] system = new ActorSystem[1];
        runner.withUserConfiguration(Greeter.class)
                .withBean(Captor.class, () -> new Captor(system))
                .withBean("broken", Object.class, () -> {
                    throw new IllegalStateException("broken");
                })
                .run(context -> assertThat(context).hasFailed());
        assertThat(system[0].isRunning()).isFalse();
        assertThat(system[0].stop()).isCompleted();
    }

    @Test
    void refusesToStartAgainOnceStopped() {
        runner.run(context -> {
            ConfigurableApplicationContext running =
                    context.getSourceApplicationContext(ConfigurableApplicationContext.class);
            running.stop();
            assertThatThrownBy(running::start)
                    .rootCause()
                    .hasMessage(
                            "Actor system 'nact' has been stopped and cannot start again: refresh a new application context");
        });
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Greet> greeter(ApplicationContext context) {
        return context.getBean("greeter", ActorRef.class);
    }

    record Greet(String name) implements Request<String> {}

    @Actor("greeter")
    static class Greeter {

        @Receive
        String greet(Greet message) {
            return "Hello " + message.name();
        }
    }

    @Lazy
    @Actor("lazyGreeter")
    static class LazyGreeter extends Greeter {}

    @Actor("failing")
    static class Failing {

        Failing() {
            throw new IllegalArgumentException("no licence");
        }

        @Receive
        void greet(String message) {}
    }

    static class Captor implements BeanFactoryAware {

        private final ActorSystem[] system;

        Captor(ActorSystem[] system) {
            this.system = system;
        }

        @Override
        public void setBeanFactory(BeanFactory beans) {
            system[0] = beans.getBean(ActorSystem.class);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnSystem {

        @Bean
        ActorSystem own() {
            return ActorSystems.create("own", SystemOptions.defaults());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(NactAutoConfiguration.class)
    @Import(Greeter.class)
    static class LazyApplication {}
}
