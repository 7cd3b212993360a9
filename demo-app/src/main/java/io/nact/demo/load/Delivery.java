package io.nact.demo.load;

import io.nact.Behavior;
import io.nact.Behaviors;
import io.nact.Entities;
import io.nact.demo.load.CustomerMessage.Delivered;
import io.nact.router.Routers;
import io.nact.spring.ActorDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Those who bring the parcels. */
@Profile("load")
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoadProperties.class)
class Delivery {

    private static final int VANS = 4;

    @Bean
    ActorDefinition<Deliver> couriers(Entities<CustomerMessage> customers) {
        Behavior<Deliver> courier = Behaviors.stateful(0, (delivered, message, ctx) -> {
            customers.get(message.customer()).tell(new Delivered(message.order()));
            return delivered + 1;
        });
        return ActorDefinition.of(Routers.pool(VANS, courier));
    }

    record Deliver(long order, String customer) {}
}
