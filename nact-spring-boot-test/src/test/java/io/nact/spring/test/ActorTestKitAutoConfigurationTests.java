package io.nact.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorSystem;
import io.nact.Receive;
import io.nact.SystemOptions;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.system.ActorSystems;
import io.nact.testkit.ActorTestKit;
import io.nact.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ActorTestKitAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NactAutoConfiguration.class, ActorTestKitAutoConfiguration.class));

    @Test
    void goesAroundTheApplicationsSystem() {
        runner.run(context -> {
            ActorTestKit kit = context.getBean(ActorTestKit.class);
            assertThat(kit.system()).isSameAs(context.getBean(ActorSystem.class));
            assertThat(context).doesNotHaveBean(ManualTime.class);
        });
    }

    @Test
    void isTheSystemsClockIfTimeIsManual() {
        runner.withPropertyValues("nact.test.time=MANUAL").run(context -> {
            ManualTime time = context.getBean(ManualTime.class);
            assertThat(context.getBean(ActorTestKit.class).time()).isSameAs(time);
            time.advance(Duration.ofDays(3));
            assertThat(context.getBean(ActorSystem.class).uptime()).isEqualTo(Duration.ofDays(3));
        });
    }

    @Test
    void keepsAccountOfTheActorsAlsoWithLazyInitialization() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withUserConfiguration(Greeter.class)
                .run(context -> {
                    ActorTestKit kit = context.getBean(ActorTestKit.class);
                    kit.settle();
                    assertThat(kit.actors()).contains("nact://nact/greeter");
                });
    }

    @Test
    void endsWithTheContext() {
        ActorTestKit[] kit = new ActorTestKit[1];
        runner.run(context -> kit[0] = context.getBean(ActorTestKit.class));
        assertThat(kit[0].system().isRunning()).isFalse();
    }

    @Test
    void isAbsentWhereActorsAreSwitchedOff() {
        runner.withPropertyValues("nact.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ActorTestKit.class));
    }

    @Test
    void saysThatASystemOfTheUsersOwnWasMadeWithoutIt() {
        runner.withBean("own", ActorSystem.class, () -> ActorSystems.create("own", SystemOptions.defaults()))
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("Actor system 'own' was not made with the options of its test kit"));
    }

    @Actor("greeter")
    static class Greeter {

        @Receive
        void greet(String name) {}
    }
}
