package io.nact.spring.autoconfigure.endpoint;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.endpoint.ActorsEndpoint;
import io.nact.spring.endpoint.ActorsEndpointWebExtension;
import io.nact.spring.endpoint.DeadLettersEndpoint;
import io.nact.spring.endpoint.DeadLettersEndpointWebExtension;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the Actuator endpoints over the actor system. */
@AutoConfiguration(after = NactAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ActorSystem.class)
@EnableConfigurationProperties({ActorsEndpointProperties.class, DeadLettersEndpointProperties.class})
public final class NactEndpointAutoConfiguration {

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    ActorsEndpoint nactActorsEndpoint(ActorSystem system, ActorsEndpointProperties properties) {
        return new ActorsEndpoint(system, properties.showValues());
    }

    @Bean
    @ConditionalOnBean(ActorsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @ConditionalOnMissingBean
    ActorsEndpointWebExtension nactActorsEndpointWebExtension(
            ActorsEndpoint endpoint, ActorsEndpointProperties properties) {
        return new ActorsEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
    }

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    DeadLettersEndpoint nactDeadLettersEndpoint(ActorSystem system, DeadLettersEndpointProperties properties) {
        return new DeadLettersEndpoint(system, properties.showValues());
    }

    @Bean
    @ConditionalOnBean(DeadLettersEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @ConditionalOnMissingBean
    DeadLettersEndpointWebExtension nactDeadLettersEndpointWebExtension(
            DeadLettersEndpoint endpoint, DeadLettersEndpointProperties properties) {
        return new DeadLettersEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
    }
}
