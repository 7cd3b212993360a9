package io.nact.spring.autoconfigure.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import io.nact.persistence.projection.Projections;
import io.nact.spring.projection.ProjectionMeters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the meters of projections. */
@AutoConfiguration(
        after = NactProjectionAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, Projections.class})
@ConditionalOnBean({MeterRegistry.class, Projections.class})
@ConditionalOnBooleanProperty(name = "nact.metrics.enabled", matchIfMissing = true)
public final class NactProjectionsMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ProjectionMeters nactProjectionMeters(ObjectProvider<Projections> projections) {
        return new ProjectionMeters(projections::getObject);
    }
}
