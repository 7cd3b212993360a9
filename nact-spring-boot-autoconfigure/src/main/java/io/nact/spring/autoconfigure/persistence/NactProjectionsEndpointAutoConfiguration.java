package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.projection.Projections;
import io.nact.spring.endpoint.ProjectionsEndpoint;
import io.nact.spring.endpoint.ProjectionsEndpointWebExtension;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the Actuator endpoint over projections. */
@AutoConfiguration(after = NactProjectionAutoConfiguration.class)
@ConditionalOnClass({ConditionalOnAvailableEndpoint.class, Projections.class})
@ConditionalOnBean(Projections.class)
public final class NactProjectionsEndpointAutoConfiguration {

    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    ProjectionsEndpoint nactProjectionsEndpoint(Projections projections) {
        return new ProjectionsEndpoint(projections);
    }

    @Bean
    @ConditionalOnBean(ProjectionsEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    @ConditionalOnMissingBean
    ProjectionsEndpointWebExtension nactProjectionsEndpointWebExtension(ProjectionsEndpoint endpoint) {
        return new ProjectionsEndpointWebExtension(endpoint);
    }
}
