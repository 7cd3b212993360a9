package io.nact.spring.test.shop;

import io.nact.Behaviors;
import io.nact.Request;
import io.nact.spring.ActorDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes actors and nothing else. */
@Configuration(proxyBeanMethods = false)
class ShopActors {

    @Bean
    ActorDefinition<Visit> visits() {
        return ActorDefinition.of(Behaviors.stateful(Visit.class, 0, (count, visit, context) -> {
            context.replyTo(visit).reply(count + 1);
            return count + 1;
        }));
    }

    /** The reply is how many there were. */
    record Visit() implements Request<Integer> {}
}
