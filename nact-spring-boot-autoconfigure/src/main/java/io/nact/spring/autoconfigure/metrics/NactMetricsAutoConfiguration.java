package io.nact.spring.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.nact.ActorSystem;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.metrics.NactMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the meters of the actor system. */
@AutoConfiguration(
        after = NactAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, ActorSystem.class})
@ConditionalOnBooleanProperty(name = "nact.metrics.enabled", matchIfMissing = true)
public final class NactMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NactMetrics nactMetrics(ActorSystem system) {
        return new NactMetrics(system);
    }
}
