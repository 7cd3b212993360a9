package io.nact.spring.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.Request;
import io.nact.persistence.EventSourced;
import io.nact.persistence.EventType;
import io.nact.persistence.Persistence;
import io.nact.persistence.memory.InMemoryStorage;
import io.nact.spring.ActorDefinition;
import io.nact.spring.EntityDefinition;
import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.registration.StartupFailures;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Actors and entities that a bean method defines, persistent ones among them. */
class DefinedEntitiesTests {

    @Test
    void aBeanMethodDefinesAKindOfEntity() {
        PersistentContexts.with(Visits.class, Client.class).run(context -> {
            Entities<Visit> visits = context.getBean(Client.class).visits();
            assertThat(visits.name()).isEqualTo("visits");
            assertThat(visits.get("a").call(new Visit())).isEqualTo(1);
            assertThat(visits.get("a").call(new Visit())).isEqualTo(2);
            assertThat(visits.get("b").call(new Visit())).isEqualTo(1);
        });
    }

    @Test
    void itsEntitiesArePassivatedAsThePropertiesSay() {
        PersistentContexts.with(Visits.class, Client.class)
                .withPropertyValues("nact.actors.visits.passivate-after=1h", "nact.actors.visits.ask-timeout=1m")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void persistentOnesHaveTheirStateAgainAfterARestart() {
        try (InMemoryStorage storage = new InMemoryStorage()) {
            PersistentContexts.with(storage, Counters.class, Keeper.class).run(context -> {
                Keeper keeper = context.getBean(Keeper.class);
                assertThat(keeper.counters().get("a").call(new Increment())).isEqualTo(1);
                assertThat(keeper.counters().get("a").call(new Increment())).isEqualTo(2);
                assertThat(keeper.total().call(new Increment())).isEqualTo(1);
            });
            PersistentContexts.with(storage, Counters.class, Keeper.class).run(context -> {
                Keeper keeper = context.getBean(Keeper.class);
                assertThat(keeper.counters().get("a").call(new Increment())).isEqualTo(3);
                assertThat(keeper.counters().get("b").call(new Increment())).isEqualTo(1);
                assertThat(keeper.total().call(new Increment())).isEqualTo(2);
            });
        }
    }

    @Test
    void explainsADescriptionThatLacksAnAlias() {
        assertThat(StartupFailures.report(PersistentContexts.with(Nameless.class)))
                .contains("'counter' stores", "Incremented, which is not among the event types", "@EventType");
    }

    @Test
    void explainsADefinitionThatDoesNotSayItsMessages() {
        assertThat(StartupFailures.report(PersistentContexts.with(Raw.class)))
                .contains("Bean 'raw' is an EntityDefinition that does not say the type of its messages")
                .contains("as in EntityDefinition<Visit>");
    }

    record Visit() implements Request<Integer> {}

    record Increment() implements Request<Integer> {}

    @EventType("counter.incremented")
    record Incremented() {}

    private static EventSourced<Increment, Integer, Incremented> counter() {
        return EventSourced.of("counter", Increment.class, Incremented.class, 0)
                .onRequest(
                        Increment.class,
                        (count, increment, decide) ->
                                decide.persist(new Incremented()).thenReply(after -> after))
                .onEvent(Incremented.class, (count, incremented) -> count + 1);
    }

    record Client(Entities<Visit> visits) {}

    record Keeper(Entities<Increment> counters, ActorRef<Increment> total) {}

    @Configuration(proxyBeanMethods = false)
    static class Visits {

        @Bean
        EntityDefinition<Visit> visits() {
            return EntityDefinition.of(Behaviors.stateful(0, (count, visit, context) -> {
                context.replyTo(visit).reply(count + 1);
                return count + 1;
            }));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Counters {

        @Bean
        EventTypesCustomizer counterEvents() {
            return types -> types.add(Incremented.class);
        }

        @Bean
        EntityDefinition<Increment> counters(Persistence persistence) {
            return EntityDefinition.of(persistence.behavior(counter()));
        }

        @Bean
        ActorDefinition<Increment> total(Persistence persistence) {
            return ActorDefinition.of(persistence.behavior(counter().id("total")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nameless {

        @Bean
        EntityDefinition<Increment> counters(Persistence persistence) {
            return EntityDefinition.of(persistence.behavior(counter()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Raw {

        @Bean
        EntityDefinition<?> raw() {
            return EntityDefinition.of(Behaviors.stateless(Visit.class, (visit, context) -> {}));
        }
    }
}
