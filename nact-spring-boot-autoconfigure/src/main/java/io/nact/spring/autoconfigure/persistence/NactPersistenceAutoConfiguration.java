package io.nact.spring.autoconfigure.persistence;

import io.nact.persistence.DeletionLimit;
import io.nact.persistence.EventTypes;
import io.nact.persistence.EventTypesBuilder;
import io.nact.persistence.PayloadCodec;
import io.nact.persistence.Persistence;
import io.nact.persistence.RecoveryListener;
import io.nact.persistence.Upcaster;
import io.nact.persistence.journal.Storage;
import io.nact.spring.EventTypesCustomizer;
import io.nact.spring.registration.StoredTypes;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Auto-configuration of what persistent actors are made by, whatever stores their events. */
@AutoConfiguration(after = NactJdbcPersistenceAutoConfiguration.class)
@ConditionalOnClass(Persistence.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NactPersistenceProperties.class)
public final class NactPersistenceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    EventTypes nactEventTypes(
            NactPersistenceProperties properties,
            ConfigurableListableBeanFactory beans,
            ObjectProvider<Upcaster> upcasters,
            ObjectProvider<PayloadCodec> codec,
            ObjectProvider<EventTypesCustomizer> customizers) {
        EventTypesBuilder types = EventTypes.builder()
                .maxSize((int) properties.maxEventSize().toBytes())
                .add(StoredTypes.of(beans).toArray(Class<?>[]::new));
        upcasters.orderedStream().forEach(types::upcast);
        codec.ifAvailable(types::codec);
        customizers.orderedStream().forEach(customizer -> customizer.customize(types));
        return types.build();
    }

    /** Where nothing better is configured; see {@link NactJdbcPersistenceAutoConfiguration}. */
    @Bean
    @ConditionalOnMissingBean(Storage.class)
    Storage nactStorage(NactPersistenceProperties properties, Environment environment) {
        return ForgetfulStorage.of(properties.journal(), environment);
    }

    @Bean
    @ConditionalOnMissingBean
    Persistence nactPersistence(
            Storage storage,
            EventTypes types,
            NactPersistenceProperties properties,
            ObjectProvider<RecoveryListener> listeners,
            ObjectProvider<DeletionLimit> limit,
            ConfigurableListableBeanFactory beans) {
        OrderOfEnding.storagesAfterSystems(beans);
        List<RecoveryListener> told = listeners.orderedStream().toList();
        return Persistence.of(storage, types)
                .maxConcurrentRecoveries(properties.maxConcurrentRecoveries())
                .pageSize(properties.pageSize())
                .deletingOnlyUpTo(limit.getIfAvailable(DeletionLimit::none))
                .onRecovery((type, nanos, failure) -> told.forEach(one -> one.recovered(type, nanos, failure)));
    }
}
