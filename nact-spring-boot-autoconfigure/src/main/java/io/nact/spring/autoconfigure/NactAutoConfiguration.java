package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.entity.EntityKinds;
import io.nact.spring.registration.ActorBeans;
import io.nact.spring.registration.ActorSettings;
import io.nact.spring.registration.DeclaredActors;
import io.nact.spring.registration.NamedDispatchers;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Auto-configuration of the actor system and of the actors that the application declares. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NactProperties.class)
public final class NactAutoConfiguration {

    @Bean
    static ActorBeans nactActorBeans() {
        return new ActorBeans();
    }

    /** Each context has its own, so that its actors end with it; hence no look at the parent's. */
    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ActorSystem actorSystem(NactProperties properties, Environment environment) {
        return new ConfiguredActorSystem(properties, environment).create();
    }

    @Bean
    NamedDispatchers nactNamedDispatchers(ActorSystem system, NactProperties properties, Environment environment) {
        return ConfiguredActors.dispatchers(system, properties, environment);
    }

    @Bean(DeclaredActors.BEAN_NAME)
    DeclaredActors nactDeclaredActors(
            ActorSystem system,
            NamedDispatchers dispatchers,
            ConfigurableListableBeanFactory beans,
            NactProperties properties) {
        Integer maxActive = properties.entities().maxActive();
        return new DeclaredActors(
                system,
                beans,
                new ActorSettings(ConfiguredActors.overrides(properties), dispatchers),
                properties.entities().passivateAfter(),
                maxActive == null ? EntityKinds.defaultMaxActive() : maxActive);
    }

    @Bean
    ActorSystemLifecycle nactActorSystemLifecycle(ActorSystem system, DeclaredActors actors) {
        return new ActorSystemLifecycle(system, actors);
    }
}
