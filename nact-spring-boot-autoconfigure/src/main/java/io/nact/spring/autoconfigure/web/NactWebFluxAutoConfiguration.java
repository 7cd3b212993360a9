package io.nact.spring.autoconfigure.web;

import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.registration.DeclaredActors;
import io.nact.spring.web.ReactiveActorProblems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.HandlerMapping;

/** Auto-configuration of actors behind Spring WebFlux. */
@AutoConfiguration(after = NactAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(HandlerMapping.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public final class NactWebFluxAutoConfiguration {

    /** A test of controllers alone has no actors. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "nact.web.problem-details.enabled", matchIfMissing = true)
    ReactiveActorProblems nactReactiveActorProblems(ObjectProvider<DeclaredActors> actors) {
        return new ReactiveActorProblems(message -> actors.stream().anyMatch(declared -> declared.take(message)));
    }
}
