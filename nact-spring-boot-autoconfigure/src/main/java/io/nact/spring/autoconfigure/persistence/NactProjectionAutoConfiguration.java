package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.DeletionLimit;
import io.nact.persistence.Persistence;
import io.nact.persistence.journal.ProjectionStore;
import io.nact.persistence.projection.EventProjection;
import io.nact.persistence.projection.Projections;
import io.nact.spring.projection.DeclaredProjections;
import io.nact.spring.projection.Outbox;
import io.nact.spring.projection.ProjectionsLifecycle;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the projections that the application declares. */
@AutoConfiguration(after = {NactPersistenceAutoConfiguration.class, NactManagedTransactionsAutoConfiguration.class})
@ConditionalOnClass(Projections.class)
@ConditionalOnBean(Persistence.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NactProjectionProperties.class)
public final class NactProjectionAutoConfiguration {

    /** The storage's own transactions, where none of Spring's are on its database. */
    @Bean
    @ConditionalOnMissingBean
    ProjectionStore nactProjectionStore(Persistence persistence) {
        return persistence.storage().projections();
    }

    @Bean
    @ConditionalOnMissingBean
    Projections nactProjections(
            Persistence persistence,
            ProjectionStore store,
            NactProjectionProperties properties,
            ConfigurableListableBeanFactory beans) {
        return Projections.of(
                persistence.storage().feed(),
                store,
                persistence.types(),
                properties.options(),
                DeclaredProjections.of(beans, properties.failures()));
    }

    /** Asked for later, since projections need what it is given to. */
    @Bean
    @ConditionalOnMissingBean
    DeletionLimit nactDeletionLimit(ObjectProvider<Projections> projections) {
        return () -> projections.getObject().deletionLimit().position();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "nact.persistence.projection.enabled", matchIfMissing = true)
    ProjectionsLifecycle nactProjectionsLifecycle(Projections projections) {
        return new ProjectionsLifecycle(projections);
    }

    @Bean
    @ConditionalOnBooleanProperty("nact.persistence.outbox.enabled")
    EventProjection nactOutbox(ApplicationEventPublisher publisher) {
        return Outbox.publishingBy(publisher);
    }
}
