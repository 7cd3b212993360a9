package io.nact.spring.test.shop;

import io.nact.Behaviors;
import io.nact.spring.ActorDefinition;
import java.util.Currency;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes an actor, and something else. */
@Configuration(proxyBeanMethods = false)
class MixedConfiguration {

    @Bean
    ActorDefinition<String> mixed() {
        return ActorDefinition.of(Behaviors.stateless((message, context) -> {}));
    }

    @Bean
    Currency currency() {
        return Currency.getInstance("EUR");
    }
}
