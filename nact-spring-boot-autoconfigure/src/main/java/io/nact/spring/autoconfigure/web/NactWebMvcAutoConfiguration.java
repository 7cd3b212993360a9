package io.nact.spring.autoconfigure.web;

import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.registration.DeclaredActors;
import io.nact.spring.web.AskCancellation;
import io.nact.spring.web.ServletActorProblems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** Auto-configuration of actors behind Spring MVC. */
@AutoConfiguration(after = NactAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(RequestMappingHandlerAdapter.class)
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public final class NactWebMvcAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static AskCancellation nactAskCancellation() {
        return new AskCancellation();
    }

    /** A test of controllers alone has no actors. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "nact.web.problem-details.enabled", matchIfMissing = true)
    ServletActorProblems nactServletActorProblems(ObjectProvider<DeclaredActors> actors) {
        return new ServletActorProblems(message -> actors.stream().anyMatch(declared -> declared.take(message)));
    }
}
