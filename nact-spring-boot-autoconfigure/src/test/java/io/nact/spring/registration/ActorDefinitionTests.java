package io.nact.spring.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.ActorSystem;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.UnhandledMessageException;
import io.nact.spring.ActorDefinition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Actors that are declared by a bean method. */
class ActorDefinitionTests {

    @Test
    void namesTheActorLikeTheBean() {
        ActorContexts.with(Visits.class).run(context -> {
            ActorRef<Visit> visits = context.getBean(Guest.class).byType;
            assertThat(visits.name()).isEqualTo("visits");
            assertThat(context.getBean("visits")).isSameAs(visits);
            assertThat(visits.path().toString()).isEqualTo("nact://nact/visits");
        });
    }

    @Test
    void injectsByQualifierAndByNameOfParameter() {
        ActorContexts.with(Several.class).run(context -> {
            Several.Guests guests = context.getBean(Several.Guests.class);
            assertThat(guests.byQualifier.name()).isEqualTo("second");
            assertThat(guests.byName.name()).isEqualTo("first");
            assertThat(guests.byOwnQualifier.name()).isEqualTo("third");
        });
    }

    @Test
    void heedsPrimaryOnTheBeanMethod() {
        ActorContexts.with(Visits.class, Preferred.class)
                .run(context ->
                        assertThat(context.getBean(Guest.class).byType.name()).isEqualTo("preferred"));
    }

    @Test
    void spawnsTheActorEvenIfNobodyInjectsIt() {
        ActorContexts.with(Unused.class).run(context -> {
            CompletableFuture<String> started = context.getBean(Unused.class).started;
            assertThat(started.get(10, TimeUnit.SECONDS)).isEqualTo("unused");
        });
    }

    @Test
    void spawnsOneActorPerDefinition() {
        ActorContexts.with(Visits.class)
                .run(context ->
                        assertThat(context.getBeansOfType(ActorRef.class)).containsOnlyKeys("visits"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void refusesAtTheSendWhatTheReturnTypeOfTheMethodDoesNotTake() {
        ActorContexts.with(Asked.class).run(context -> {
            ActorRef<Question> ref = ActorContexts.ref(context, "asked");
            CompletableFuture<Void> foreign = ((ActorRef<Object>) (ActorRef<?>) ref).ask(new Knock());
            assertThatThrownBy(() -> foreign.get(10, TimeUnit.SECONDS))
                    .hasCauseExactlyInstanceOf(UnhandledMessageException.class);
            assertThat(ref.call(new Question("who"))).isEqualTo("who?");
        });
    }

    @Test
    void agreesWithTheActorsThatTheApplicationSpawnsItself() {
        ActorContexts.with(Visits.class, Own.class)
                .run(context ->
                        assertThat(ActorContexts.ref(context, "own").name()).isEqualTo("own"));
    }

    record Visit() {}

    record Guest(ActorRef<Visit> byType) {}

    record Knock() implements Request<Void> {}

    record Question(String text) implements Request<String> {}

    @Configuration(proxyBeanMethods = false)
    static class Asked {

        @Bean
        ActorDefinition<Question> asked() {
            return ActorDefinition.of(Behaviors.stateless(
                    (message, context) -> context.replyTo(message).reply(message.text() + "?")));
        }
    }

    @Configuration
    static class Visits {

        @Bean
        ActorDefinition<Visit> visits() {
            return ActorDefinition.of(Behaviors.stateful(0, (count, message, context) -> count + 1));
        }

        @Bean
        Guest guest(ActorRef<Visit> anyName) {
            return new Guest(anyName);
        }
    }

    @Configuration
    static class Several {

        @Bean
        ActorDefinition<Visit> first() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }

        @Bean
        static ActorDefinition<Visit> second() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }

        @Bean
        @Qualifier("special")
        ActorDefinition<Visit> third() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }

        @Bean
        Guests guests(
                @Qualifier("second") ActorRef<Visit> byQualifier,
                ActorRef<Visit> first,
                @Qualifier("special") ActorRef<Visit> byOwnQualifier) {
            return new Guests(byQualifier, first, byOwnQualifier);
        }

        record Guests(ActorRef<Visit> byQualifier, ActorRef<Visit> byName, ActorRef<Visit> byOwnQualifier) {}
    }

    @Configuration
    static class Preferred {

        @Bean
        @Primary
        ActorDefinition<Visit> preferred() {
            return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Unused {

        final CompletableFuture<String> started = new CompletableFuture<>();

        @Bean
        ActorDefinition<Visit> unused() {
            return ActorDefinition.of(Behaviors.statefulFrom(
                    context -> started.complete(context.name()), (state, message, context) -> state));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        ActorRef<Knock> own(ActorSystem system) {
            return system.spawn("own", Behaviors.stateless((message, context) -> {}));
        }
    }
}
