package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.Receive;
import io.nact.spring.Actor;
import io.nact.spring.EntityId;
import io.nact.spring.Every;
import io.nact.spring.OnApplicationEvent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** What belongs in an actor and stands in another bean, where it would do nothing and say nothing. */
class OutsideActorsTests {

    @Test
    void refusesAHandlerOfABeanThatIsNoActor() {
        assertThat(StartupFailures.report(ActorContexts.with(Forgotten.class))).isEqualTo("""
                        Description:
                        Method on of bean 'forgotten' (io.nact.spring.registration.OutsideActorsTests$Forgotten) is annotated with @Receive, but the bean is no actor: nobody would call it.
                        Action:
                        Annotate the class with @Actor or @EntityActor, or remove the annotation from the method.
                        """);
    }

    @Test
    void refusesAScheduleOfABeanThatIsNoActor() {
        assertThat(StartupFailures.report(ActorContexts.with(Ticking.class)))
                .startsWith("Description:\nMethod tick of bean 'ticking'")
                .contains("is annotated with @Every, but the bean is no actor");
    }

    @Test
    void refusesAnEventsHandlerOfABeanThatIsNoActor() {
        assertThat(StartupFailures.report(ActorContexts.with(Listening.class)))
                .startsWith("Description:\nMethod on of bean 'listening'")
                .contains("is annotated with @OnApplicationEvent, but the bean is no actor");
    }

    @Test
    void refusesAHandlerOfWhatABeanMethodReturns() {
        assertThat(StartupFailures.report(ActorContexts.with(Methods.class)))
                .startsWith("Description:\nMethod on of bean 'made'");
    }

    @Test
    void refusesAnInheritedHandler() {
        assertThat(StartupFailures.report(ActorContexts.with(Inheriting.class)))
                .startsWith("Description:\nMethod on of bean 'inheriting'");
    }

    @Test
    void refusesAnEntityIdOfABeanThatIsNoEntity() {
        assertThat(StartupFailures.report(ActorContexts.with(WithId.class))).isEqualTo("""
                        Description:
                        A constructor of bean 'withId' (io.nact.spring.registration.OutsideActorsTests$WithId) takes an @EntityId, but the bean is no entity.
                        Action:
                        Annotate the class with @EntityActor, or remove the parameter.
                        """);
    }

    @Test
    void admitsTheSuperclassOfAnActor() {
        ActorContexts.with(Forgotten.class, Remembered.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void admitsAPrototypeThatTheApplicationMakesActorsOfItself() {
        ActorContexts.with(Prototype.class).run(context -> assertThat(context).hasNotFailed());
    }

    @Component("forgotten")
    static class Forgotten {

        @Receive
        void on(String message) {}
    }

    @Actor("remembered")
    static class Remembered extends Forgotten {}

    @Component("inheriting")
    static class Inheriting extends Forgotten {}

    @Component("ticking")
    static class Ticking {

        @Every("1s")
        private void tick() {}
    }

    @Component("listening")
    static class Listening {

        @OnApplicationEvent
        void on(String event) {}
    }

    @Component("withId")
    static class WithId {

        WithId(@EntityId String id) {}
    }

    @Configuration(proxyBeanMethods = false)
    static class Methods {

        @Bean
        Forgotten made() {
            return new Forgotten();
        }
    }

    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @Component("prototype")
    static class Prototype {

        @Receive
        void on(String message) {}
    }
}
