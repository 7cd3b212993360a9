package io.nact.spring.autoconfigure;

import io.nact.ActorSystem;
import io.nact.ContextPropagation;
import io.nact.entity.EntityKinds;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.event.EventsToActors;
import io.nact.spring.event.PublishedEvents;
import io.nact.spring.registration.ActorBeans;
import io.nact.spring.registration.ActorSettings;
import io.nact.spring.registration.DeclaredActors;
import io.nact.spring.registration.NamedDispatchers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;
import reactor.core.scheduler.Schedulers;

/** Auto-configuration of the actor system and of the actors that the application declares. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
@EnableConfigurationProperties(NactProperties.class)
@ImportRuntimeHints(VirtualThreadHints.class)
public final class NactAutoConfiguration {

    @Bean
    static ActorBeans nactActorBeans(Environment environment) {
        return new ActorBeans(environment);
    }

    /** Each context has its own, so that its actors end with it; hence no look at the parent's. */
    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ActorSystem actorSystem(
            NactProperties properties, Environment environment, ObjectProvider<SystemOptionsCustomizer> customizers) {
        return new ConfiguredActorSystem(properties, environment)
                .create(customizers.orderedStream().toList());
    }

    @Bean
    NamedDispatchers nactNamedDispatchers(ActorSystem system, NactProperties properties, Environment environment) {
        return ConfiguredActors.dispatchers(system, properties, environment);
    }

    /** Whether it is the application, and not a slice of it for a test, which switches its auto-configuration off by this. */
    private static boolean isWhole(Environment environment) {
        return environment.getProperty(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, Boolean.class, true);
    }

    @Bean(DeclaredActors.BEAN_NAME)
    DeclaredActors nactDeclaredActors(
            ActorSystem system,
            NamedDispatchers dispatchers,
            ConfigurableListableBeanFactory beans,
            NactProperties properties,
            Environment environment) {
        Integer maxActive = properties.entities().maxActive();
        return new DeclaredActors(
                system,
                beans,
                new ActorSettings(ConfiguredActors.overrides(properties), dispatchers, isWhole(environment)),
                properties.entities().passivateAfter(),
                maxActive == null ? EntityKinds.defaultMaxActive() : maxActive);
    }

    @Bean
    ActorSystemLifecycle nactActorSystemLifecycle(
            ActorSystem system,
            DeclaredActors actors,
            NactProperties properties,
            ConfigurableApplicationContext context) {
        BrokenLiveness.publishAfterFatalError(system, context);
        return new ActorSystemLifecycle(system, actors, ShutdownTime.of(properties, context.getEnvironment()));
    }

    @Bean
    static EventsToActors nactEventsToActors(ConfigurableListableBeanFactory beans) {
        return DeclaredActors.events(beans);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "nact.events.publish", matchIfMissing = true)
    PublishedEvents nactPublishedEvents(ActorSystem system, ApplicationEventPublisher publisher) {
        return new PublishedEvents(system, publisher);
    }

    /** Without it a turn would find what the thread of a caller carries, but only if the actor happened to be idle. */
    @Bean
    @ConditionalOnMissingBean(ContextPropagation.class)
    SystemOptionsCustomizer nactNoCallerRunsCustomizer() {
        return options -> options.withCallerRuns(() -> false);
    }

    /** An event loop takes no turn, which may last. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Schedulers.class)
    static class ReactorConfiguration {

        @Bean
        SystemOptionsCustomizer nactCallerEventLoopCustomizer() {
            return options -> options.withCallerRuns(() ->
                    !Schedulers.isInNonBlockingThread() && options.callerRuns().getAsBoolean());
        }
    }
}
