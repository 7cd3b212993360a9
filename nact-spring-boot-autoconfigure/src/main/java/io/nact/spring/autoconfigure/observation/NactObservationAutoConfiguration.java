package io.nact.spring.autoconfigure.observation;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.nact.TurnObserver;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.context.NactContextAutoConfiguration;
import io.nact.spring.observation.ObservedTurns;
import io.nact.spring.observation.TurnObservationConvention;
import io.nact.spring.observation.UntimedTurns;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Auto-configuration of an observation for each handled message. */
@AutoConfiguration(
        before = {NactAutoConfiguration.class, NactContextAutoConfiguration.class},
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty("nact.observations.enabled")
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public final class NactObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(TurnObserver.class)
    ObservedTurns nactTurnObserver(ObservationRegistry registry, ObjectProvider<TurnObservationConvention> convention) {
        return new ObservedTurns(registry, convention.getIfAvailable());
    }

    @Bean
    SystemOptionsCustomizer nactTurnObserverCustomizer(TurnObserver observer) {
        return options -> options.withTurnObserver(observer);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterObservationHandler.class)
    @ConditionalOnBooleanProperty(name = "nact.observations.timers", havingValue = false, matchIfMissing = true)
    static class UntimedConfiguration {

        @Bean
        @Order(0) // the handlers that Boot makes have none, and the first that fits is used
        UntimedTurns nactUntimedTurns() {
            return new UntimedTurns();
        }
    }
}
