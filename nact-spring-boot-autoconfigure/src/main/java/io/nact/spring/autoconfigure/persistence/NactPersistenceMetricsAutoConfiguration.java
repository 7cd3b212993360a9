package io.nact.spring.autoconfigure.persistence;

import io.micrometer.core.instrument.MeterRegistry;
import io.nact.persistence.Persistence;
import io.nact.persistence.jdbc.JdbcStorage;
import io.nact.spring.persistence.JournalMeters;
import io.nact.spring.persistence.RecoveryMeters;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of the meters of persistent actors and of their journal. */
@AutoConfiguration(
        after = NactPersistenceAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, Persistence.class})
@ConditionalOnBean({MeterRegistry.class, Persistence.class})
@ConditionalOnBooleanProperty(name = "nact.metrics.enabled", matchIfMissing = true)
public final class NactPersistenceMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RecoveryMeters nactRecoveryMeters() {
        return new RecoveryMeters();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcStorage.class)
    @ConditionalOnBean(JdbcStorage.class)
    static class JdbcConfiguration {

        @Bean
        @ConditionalOnMissingBean
        JournalMeters nactJournalMeters(ObjectProvider<JdbcStorage> storage) {
            return new JournalMeters(storage::getObject);
        }
    }
}
