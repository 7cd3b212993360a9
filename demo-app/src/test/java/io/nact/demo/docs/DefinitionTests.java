package io.nact.demo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nact.ActorRef;
import io.nact.Behaviors;
import io.nact.Request;
import io.nact.spring.ActorDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(classes = DefinitionTests.Visitors.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class DefinitionTests {

    @Autowired
    ActorRef<Visit> visits;

    @Test
    void aBeanOfABehaviourIsAnActorOfTheBeansName() {
        assertThat(visits.name()).isEqualTo("visits");
        assertThat(visits.call(new Visit())).isEqualTo(1);
        assertThat(visits.call(new Visit())).isEqualTo(2);
    }

    record Visit() implements Request<Integer> {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Visitors {

        @Bean
        ActorDefinition<Visit> visits() {
            return ActorDefinition.of(Behaviors.stateful(Visit.class, 0, (count, message, ctx) -> {
                ctx.replyTo(message).reply(count + 1);
                return count + 1;
            }));
        }
    }
}
