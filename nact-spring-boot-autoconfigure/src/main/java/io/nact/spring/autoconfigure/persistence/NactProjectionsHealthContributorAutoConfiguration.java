package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.projection.Projections;
import io.nact.spring.projection.ProjectionsHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health of projections. */
@AutoConfiguration(after = NactProjectionAutoConfiguration.class)
@ConditionalOnClass({Projections.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Projections.class)
public final class NactProjectionsHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("nact-projections")
    @ConditionalOnMissingBean(name = {"nactProjectionsHealthIndicator", "nactProjectionsHealthContributor"})
    ProjectionsHealthIndicator nactProjectionsHealthIndicator(Projections projections) {
        return new ProjectionsHealthIndicator(projections);
    }
}
