package io.nact.spring.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Receive;
import io.nact.Request;
import io.nact.spring.Actor;
import io.nact.spring.ActorDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** Which actors there are, and which of them is injected. All are proxied. */
class ConditionTests {

    private final ApplicationContextRunner application = Applications.with(AdviceTests.Polite.class);

    @Test
    void heedsProfiles() {
        ApplicationContextRunner profiled = application.withUserConfiguration(Nightly.class);
        profiled.run(context -> assertThat(context).doesNotHaveBean("nightly"));
        profiled.withPropertyValues("spring.profiles.active=night")
                .run(context -> assertThat(greeting(context.getBean("nightly"))).isEqualTo("Dear Sirs, good night"));
    }

    @Test
    void heedsPropertyConditions() {
        ApplicationContextRunner conditional = application.withUserConfiguration(Optional.class);
        conditional.run(context -> assertThat(context).doesNotHaveBean("optional"));
        conditional
                .withPropertyValues("greetings=on")
                .run(context ->
                        assertThat(greeting(context.getBean("optional"))).isEqualTo("Dear Sirs, hello"));
    }

    @Test
    void standsBackForAnActorOfTheSameName() {
        application
                .withUserConfiguration(Default.class)
                .run(context -> assertThat(greeting(context.getBean("greeter"))).isEqualTo("default"));
        application
                .withUserConfiguration(Greeter.class, Default.class)
                .run(context -> assertThat(greeting(context.getBean("greeter"))).isEqualTo("Dear Sirs, hello"));
    }

    @Test
    void standsBackForAnActorOfAClass() {
        application
                .withUserConfiguration(Greeter.class, StandIn.class)
                .run(context -> assertThat(context).doesNotHaveBean("standIn").hasBean("greeter"));
        application
                .withUserConfiguration(StandIn.class)
                .run(context -> assertThat(greeting(context.getBean("standIn"))).isEqualTo("Dear Sirs, stood in"));
    }

    @Test
    void decidesConditionsBeforeThereAreReferences() {
        application
                .withUserConfiguration(Greeter.class, UnlessReferenced.class)
                .run(context -> assertThat(greeting(context.getBean("unlessReferenced")))
                        .isEqualTo("Dear Sirs, there was no reference"));
    }

    @Test
    void injectsThePrimaryOneUnlessAnotherIsQualified() {
        application
                .withUserConfiguration(Greeter.class, Preferred.class, Polished.class, Wanting.class)
                .run(context -> {
                    Wanting wanting = context.getBean(Wanting.class);
                    assertThat(greeting(wanting.any)).isEqualTo("Dear Sirs, preferred");
                    assertThat(greeting(wanting.byName)).isEqualTo("Dear Sirs, hello");
                    assertThat(greeting(wanting.byQualifier)).isEqualTo("Dear Sirs, polished");
                });
    }

    @SuppressWarnings("unchecked")
    private static String greeting(Object ref) {
        return ((ActorRef<Greet>) ref).ask(new Greet()).join();
    }

    record Greet() implements Request<String> {}

    static class Greeting {

        private final String text;

        Greeting(String text) {
            this.text = text;
        }

        @Receive
        String greet(Greet message) {
            return text;
        }
    }

    @Actor("greeter")
    static class Greeter extends Greeting {

        Greeter() {
            super("hello");
        }
    }

    @Profile("night")
    @Actor("nightly")
    static class Nightly extends Greeting {

        Nightly() {
            super("good night");
        }
    }

    @ConditionalOnProperty(name = "greetings", havingValue = "on")
    @Actor("optional")
    static class Optional extends Greeting {

        Optional() {
            super("hello");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Default {

        @Bean
        @ConditionalOnMissingBean(name = "greeter")
        ActorDefinition<Greet> greeter() {
            return ActorDefinition.of(Behaviors.stateless(
                    Greet.class, (message, context) -> context.replyTo(message).reply("default")));
        }
    }

    @ConditionalOnMissingBean(Greeter.class)
    @Actor("standIn")
    static class StandIn extends Greeting {

        StandIn() {
            super("stood in");
        }
    }

    @ConditionalOnMissingBean(ActorRef.class)
    @Actor("unlessReferenced")
    static class UnlessReferenced extends Greeting {

        UnlessReferenced() {
            super("there was no reference");
        }
    }

    @Primary
    @Actor("preferred")
    static class Preferred extends Greeting {

        Preferred() {
            super("preferred");
        }
    }

    @Qualifier("polite")
    @Actor("polished")
    static class Polished extends Greeting {

        Polished() {
            super("polished");
        }
    }

    static class Wanting {

        final ActorRef<Greet> any;

        final ActorRef<Greet> byName;

        final ActorRef<Greet> byQualifier;

        Wanting(
                ActorRef<Greet> any,
                @Qualifier("greeter") ActorRef<Greet> byName,
                @Qualifier("polite") ActorRef<Greet> byQualifier) {
            this.any = any;
            this.byName = byName;
            this.byQualifier = byQualifier;
        }
    }
}
