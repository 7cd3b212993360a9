package io.nact.spring.autoconfigure.context;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.contextpropagation.ObservationAwareBaggageThreadLocalAccessor;
import io.micrometer.tracing.contextpropagation.ObservationAwareSpanThreadLocalAccessor;
import io.nact.ContextPropagation;
import io.nact.TurnObserver;
import io.nact.spring.SystemOptionsCustomizer;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.context.AuthenticationAccessor;
import io.nact.spring.context.ThreadContext;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;

/** Auto-configuration of what senders' threads carry to actors: logging context, locale, user, trace and baggage. */
@AutoConfiguration(
        before = NactAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
@ConditionalOnClass(ContextRegistry.class)
@ConditionalOnBooleanProperty(
        name = {"nact.enabled", "nact.context-propagation.enabled"},
        matchIfMissing = true)
public final class NactContextAutoConfiguration {

    /** Constants of classes that need not be there, which the compiler copies. */
    private static final Set<Object> TRACE =
            Set.of(ObservationThreadLocalAccessor.KEY, ObservationAwareSpanThreadLocalAccessor.KEY);

    @Bean
    @ConditionalOnMissingBean
    ContextPropagation nactContextPropagation(
            ObjectProvider<ThreadLocalAccessor<?>> accessors, ObjectProvider<TurnObserver> observers) {
        boolean observed = observers.stream().findAny().isPresent();
        return new ThreadContext(
                new Accessors(ContextRegistry.getInstance())
                        .with(accessors.orderedStream().toList()),
                observed ? TRACE : Set.of());
    }

    @Bean
    SystemOptionsCustomizer nactContextPropagationCustomizer(ContextPropagation propagation) {
        return options -> options.withContextPropagation(propagation);
    }

    @Bean
    @Order(0)
    Slf4jThreadLocalAccessor nactLoggingContextAccessor() {
        return new Slf4jThreadLocalAccessor();
    }

    @Bean
    @Order(0)
    LocaleContextThreadLocalAccessor nactLocaleAccessor() {
        return new LocaleContextThreadLocalAccessor();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class SecurityConfiguration {

        @Bean
        @Order(0)
        AuthenticationAccessor nactAuthenticationAccessor() {
            return new AuthenticationAccessor();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    @ConditionalOnBean({Tracer.class, ObservationRegistry.class})
    static class TracingConfiguration {

        @Bean
        @Order(1)
        ObservationAwareSpanThreadLocalAccessor nactSpanAccessor(ObservationRegistry observations, Tracer tracer) {
            return new ObservationAwareSpanThreadLocalAccessor(observations, tracer);
        }

        @Bean
        @Order(2)
        ObservationAwareBaggageThreadLocalAccessor nactBaggageAccessor(
                ObservationRegistry observations, Tracer tracer) {
            return new ObservationAwareBaggageThreadLocalAccessor(observations, tracer);
        }
    }
}
