package io.nact.spring.autoconfigure.health;

import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.health.NactHealthIndicator;
import io.nact.spring.registration.DeclaredActors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health of the actor system. */
@AutoConfiguration(after = NactAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({ActorSystem.class, DeclaredActors.class})
@EnableConfigurationProperties(NactHealthProperties.class)
public final class NactHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnEnabledHealthIndicator("nact")
    @ConditionalOnMissingBean(name = {"nactHealthIndicator", "nactHealthContributor"})
    NactHealthIndicator nactHealthIndicator(
            ActorSystem system,
            DeclaredActors actors,
            NactHealthProperties properties,
            ConfigurableApplicationContext context) {
        return new NactHealthIndicator(system, actors, properties.thresholds(), context::isClosed);
    }
}
