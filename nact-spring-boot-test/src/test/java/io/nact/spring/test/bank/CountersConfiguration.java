package io.nact.spring.test.bank;

import io.nact.Request;
import io.nact.persistence.EventType;
import io.nact.persistence.Persistence;
import io.nact.persistence.PersistentReducer;
import io.nact.spring.EntityDefinition;
import io.nact.spring.EventTypesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Persistent actors as a function, and what they store. */
@Configuration(proxyBeanMethods = false)
class CountersConfiguration {

    @EventType("counted")
    record Count() implements Request<Integer> {}

    @Bean
    EntityDefinition<Count> counters(Persistence persistence) {
        return EntityDefinition.of(persistence.behavior(
                PersistentReducer.of("counter", Count.class, 0, (count, message, context) -> {
                    context.persist(message);
                    context.replyTo(message).reply(count + 1);
                    return count + 1;
                })));
    }

    @Bean
    EventTypesCustomizer counts() {
        return types -> types.add(Count.class);
    }
}
